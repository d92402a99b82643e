"""What is to be said of a post or a library that came, beside that it came."""

from gulagreader.domain.counting import agreeing, amount
from gulagreader.domain.posts import LibraryInfo
from gulagreader.importing.archive import ImportedLibrary, ImportedPost, Remark
from gulagreader.services.import_ids import with_known_ids
from gulagreader.services.import_spots import Spot, Standing


def not_taken(known: LibraryInfo | ImportedLibrary, about: ImportedLibrary) -> str:
    """What another library says of itself that this one does not; empty if nothing."""
    parts = []
    if about.name != known.name:
        parts.append(f"the name “{about.name}”")
    if about.lang and about.lang != known.lang:
        parts.append(f"the language {about.lang}, which its posts say now")
    groups = [", ".join(one) for one in about.aliases if one not in known.aliases]
    if groups:
        parts.append(f"the aliases {'; '.join(groups)}")
    teachers = [one for one in about.teachers if one not in known.teachers]
    if teachers:
        parts.append(f"the teachers {', '.join(teachers)}")
    if not parts:
        return ""
    return (
        f"says of itself what was not taken: {'; '.join(parts)}. Write into"
        " library.yaml what should hold here, too"
    )


def remarks_on(imported: ImportedPost, spot: Spot) -> list[Remark]:
    """What is to be said of a post that was put where it belongs."""
    remarks = []
    if spot.beside is not None and spot.standing is Standing.NEW:
        what = (
            f"has the file name and the title of post {spot.beside} but other words; "
            f"both are kept, this one as {spot.post_id}"
        )
        remarks.append(Remark(None, what))
    if spot.is_copy:
        what = (
            f"“{imported.title}” is post {spot.post_id} word for word, which came from "
            "a file of another name; it was not taken in twice"
        )
        remarks.append(Remark(None, what))
    if spot.standing is Standing.CHANGED_BY_HAND:
        what = (
            f"has changed, but so has post {spot.post_id} in the library; it was left "
            "as it is. Remove that post and import again to take this version"
        )
        remarks.append(Remark(None, what))
    if spot.standing is Standing.KNOWN:
        what = (
            f"“{imported.title}” is post {spot.post_id}, of which another source has "
            "no fewer words; only its comments were taken in"
        )
        remarks.append(Remark(None, what))
    if spot.standing is Standing.CHANGED and spot.old is not None:
        kept = {one.id for one in with_known_ids(imported, spot.own_comments)}
        gone = sum(one.id not in kept for one in spot.own_comments)
        origin = spot.old.post.origin
        if gone and (origin is None or origin.kind == imported.origin.kind):
            what = (
                f"{amount(gone, 'comments')} {agreeing(gone, 'are')} no longer in the "
                f"source and {agreeing(gone, 'were')} removed"
            )
            remarks.append(Remark(None, what))
    return remarks
