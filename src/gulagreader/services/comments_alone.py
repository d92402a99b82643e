"""Posts that stand for others: “Comments on …”, while the post itself is nowhere."""

from dataclasses import replace

from gulagreader.domain.posts import Post
from gulagreader.importing.archive import ImportedComments, ImportedPost, PostLink
from gulagreader.services.import_ids import COMMENTS_ON, id_of
from gulagreader.services.import_records import Record
from gulagreader.services.post_links import keys_of, normal_title, path_of
from gulagreader.text.clean import clean_line
from gulagreader.text.escape import escape


def post_of_comments(post_id: str, found: ImportedComments) -> ImportedPost:
    """Make a post for comments whose post is nowhere, with what they say of it."""
    post = found.post
    url = next((link for link in post.links if _is_web(link)), "")
    address = url or next(iter(post.links), "")
    title = clean_line(post.title or address or post.guid or "an unknown post")
    said = f" Its address was {url or escape(address)}" if address else ""
    return ImportedPost(
        f"{COMMENTS_ON}{post_id}",
        f"Comments on {title}",
        f"*{escape('The post itself was not among the sources.')}*{said}",
        replace(found.origin, url=url),
        # By these the post is found when it comes.
        links=tuple(filter(None, (*post.links, post.guid))),
        library_id=post_id,
    )


def holders_of(link: PostLink, *, every_path: bool = False) -> list[str]:
    """The ids that a post of comments has or would have, the surest first.

    The comments of a post may name it by its path alone: ``every_path`` looks for
    these too.
    """
    keys = list(keys_of(link))
    for address in link.links:
        path, has_site = path_of(address)
        if path and (every_path or not has_site):
            keys.append(f"path {path}")
    title = normal_title(link.title or "")
    if title:
        keys.append(f"title {title}")
    return [id_of(f"{COMMENTS_ON}{key}") for key in keys or ["nothing"]]


def held_link(post: Post, record: Record) -> PostLink:
    """What a post of comments says of the post they belong to."""
    url = post.origin.url if post.origin is not None else ""
    links = tuple(dict.fromkeys(filter(None, (url, *record.links))))
    title = post.title.removeprefix("Comments on ")
    if title in map(clean_line, links):
        title = ""  # it stands for one
    guid = next((one for one in links if "/" not in one), None)
    return PostLink(links, guid, title)


def _is_web(link: str) -> bool:
    return link.lower().startswith(("http://", "https://"))
