"""What stands around the words of a post or a comment and is no part of them."""

import re
from collections import Counter
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from gulagreader.importing.html.nodes import ancestors, classes, words_in
from gulagreader.importing.html.pages.looking import is_inside, outside

SHARING = "share buttons"
RELATED = "related posts"
ABOUT = "lines of who, when and where"
NAVIGATION = "page links"
FORMS = "reply forms"
NOTICES = "notices of the site"

_POST = {
    SHARING: """.sharedaddy, .sd-sharing, .sd-block, .jp-post-flair, #jp-post-flair,
        .addtoany_share_save_container, .addtoany_content, .share-buttons,
        .social-share, .sharing, .post-share-buttons, .post-share, .entry-share,
        .share-post, .essb_links, .heateor_sss_sharing_container, .swp_social_panel,
        .ssba, .shareaholic-canvas, .simplesocialbuttons, .addthis_toolbox,
        .wp-socializer, .a2a_kit, .fb-like, .twitter-share-button, .likebtn_container,
        .jetpack-likes-widget-wrapper, .sharing-links, .share, .scriptlesssocialsharing,
        .goog-inline-block, .st-post-like, .post-likes, .wp-block-jetpack-like""",
    RELATED: """.jp-relatedposts, #jp-relatedposts, .yarpp, .yarpp-related,
        .related-posts, .relatedposts, #related-posts, .related_posts, .crp_related,
        .wp_rp_wrap, .zem_rp_wrap, .linkwithin_outer, .nrelate, .sfsiaftrpstwpr,
        .wp-block-query, .jp-related-posts-i2, .rpwe-block, .relpost-thumb-wrapper""",
    ABOUT: """.entry-meta, .post-meta, .postmetadata, .post-info, .entry-footer,
        .post-footer, .entry-header, .byline, .author-box, .author-bio, .entry-author,
        .about-author, .post-author-box, .postmeta, .entry-utility, .post-labels,
        .post-tags, .posted-on, .entry-date, .post-date, .cat-links, .tags-links,
        .edit-link, .comments-link, .post-edit-link, .headline_meta, .post-timestamp,
        .post-author, .post-icons, .reaction-buttons, .post-location, .ratingblock,
        .post-ratings, .pd-rating, .author-info, .wp-block-post-author""",
    NAVIGATION: """.navigation, .nav-links, .post-navigation, .post-nav, .nav-previous,
        .nav-next, .page-links, .page-link, .wp-pagenavi, .more-link, .read-more,
        .jump-link, .blog-pager, .breadcrumbs, .breadcrumb, .skip-link,
        .entry-navigation, .wp-link-pages, .prev-next, .wp-block-post-navigation-link,
        .printfriendly, .pf-button, .print-link""",
    FORMS: "#respond, .comment-respond, #commentform, .comment-form, #comment-form",
    NOTICES: """.wpcnt, .wpa, .wordads-ad, .adsbygoogle, .ad, .ads, .advertisement,
        .cookie-notice, #cookie-law-info-bar, .eu-cookie-law, .newsletter-signup,
        .jetpack_subscription_widget, .wp-block-jetpack-subscriptions, .widget,
        .mc4wp-form, .wp-block-comments, .widget-area, .sidebar, .wp-block-buttons,
        .comments-area, #comments""",
}
_COMMENT = {
    SHARING: """.comment-likes, .comment-like, .comment-like-feedback,
        .jp-comment-likes,
        .cld-like-dislike-wrap, .sd-block, .sharedaddy, .comment-rating, .karma,
        .comment_vote, .comment-votes, .likes, .wpdiscuz-vote""",
    FORMS: """.reply, .comment-reply-link, .comment-reply, .comment-reply-login, form,
        .comment-respond, #respond, .comment-form, .reply-link, .replyto, .reply-to,
        .comment_reply, .wp-block-comment-reply-link, .comment-actions""",
    ABOUT: """.comment-author, .comment-meta, .comment-metadata, .commentmetadata,
        .comment-header, .comment-info, .comment_meta, .comment-head, .vcard, .says,
        .comment-edit-link, .comment-date, .comment-time, .comment_author,
        .comment_time, .comment_date, .comment-footer, .comment-avatar, .avatar,
        .commentmeta, .comment-permalink, .comment-num, .comment_num, .comment-number,
        .gravatar, .comment-details, .comment-author-name, .wp-block-comment-date,
        .wp-block-comment-author-name, .wp-block-avatar, .comment-timestamp,
        .authormeta, .auth-name, .auth-time, .comment-author-vcard,
        .postmetadata, .comment-links, .comment-utility, .commentnumber""",
}
_LABELS = 60
"""Letters beside the links of such a line: *Category: … Tags: …*."""
_COMMENTS = re.compile(
    r"(?:\d+ |no )?(?:comments?|responses?|replies|kommentare?|комментари[ий])[:.]?"
    r"|leave an? (?:reply|comment)",
    re.IGNORECASE,
)
_LABELLED = "nav, aside[role=complementary], [role=navigation], [role=search]"


def post_chrome(root: LexborNode, counts: Counter[str]) -> set[int]:
    """What in a post's element is not the post, counted by its sort."""
    found = _found(root, _POST, counts)
    for node in root.css(_LABELLED):
        if node.mem_id != root.mem_id and not is_inside(node, found):
            found.add(node.mem_id)
            counts[NAVIGATION] += 1
    for node in (*_filed_under(root), *_heads_of_comments(root)):
        if not is_inside(node, found):
            found.add(node.mem_id)
            counts[ABOUT] += 1
    return found


def _filed_under(root: LexborNode) -> Iterator[LexborNode]:
    """Lines that say what a post is filed under, and nothing else."""
    for link in root.css("a[rel~=tag]"):
        line = next(
            (one for one in ancestors(link) if one.tag in ("p", "div", "li", "footer")),
            None,
        )
        if line is None or line.mem_id == root.mem_id:
            continue
        linked = sum(len(words_in(one, 200)) for one in line.css("a"))
        if len(words_in(line, 2000)) - linked <= _LABELS:
            yield line


def _heads_of_comments(root: LexborNode) -> Iterator[LexborNode]:
    """Headings that stand in the post's element, and begin its comments."""
    for heading in root.css("h2, h3, h4"):
        if not _COMMENTS.fullmatch(words_in(heading, 60)):
            continue
        below = heading.next
        while below is not None and not below.is_element_node:
            below = below.next
        named = "" if below is None else " ".join((below.id or "", *classes(below)))
        if below is None or "comment" in named or "respond" in named:
            yield heading


def comment_chrome(
    root: LexborNode, counts: Counter[str], not_in: set[int]
) -> set[int]:
    """What in a comment's element is not its text; ``not_in`` are its replies."""
    return _found(root, _COMMENT, counts, not_in)


def _found(
    root: LexborNode,
    selectors: dict[str, str],
    counts: Counter[str],
    not_in: set[int] | frozenset[int] = frozenset(),
) -> set[int]:
    found: set[int] = set()
    for what, selector in selectors.items():
        for node in outside(root, selector, not_in):
            if not is_inside(node, found):
                found.add(node.mem_id)
                if words_in(node, 1) or what == FORMS:
                    counts[what] += 1
    return found
