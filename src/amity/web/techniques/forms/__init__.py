"""What the browser sent of worksheets, and how their forms are drawn."""

from amity.web.techniques.forms.drawing import Drawing
from amity.web.techniques.forms.drawn import DrawnField, DrawnRow, look_of
from amity.web.techniques.forms.posted import Posted, new_row

__all__ = ["Drawing", "DrawnField", "DrawnRow", "Posted", "look_of", "new_row"]
