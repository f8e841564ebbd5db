"""Register: the list of a kind of record, declared by attributes.

    class PostTable(tables.Table):
        person = columns.Column(accessor="person__name", verbose_name="Name")
        started = columns.Column()

    class PostRegister(Register):
        model = Post
        title = "Posts"
        slug = "posts"
        namespace = "people"
        table = PostTable
        filters = PostFilters
        search = ("person__name",)
        order = "-started"

From this follow the address and its view, the filter panel, search, sortable headings, pages, exports, the entry in the
menu, and who may open it. Everything starts at `Model.objects.visible_to(request.user)`.
"""

from wmp.lib.registers.bulk import BulkAction, BulkForm
from wmp.lib.registers.register import EVERYONE, Register

__all__ = ["EVERYONE", "BulkAction", "BulkForm", "Register"]
