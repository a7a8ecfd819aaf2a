// The box that chooses all calls of a page, and shows whether all are chosen.

const all = document.getElementById('all');
const boxes = [...document.querySelectorAll('#bulk input[name=Chosen]')];

function show() {
  const chosen = boxes.filter(box => box.checked).length;
  all.checked = chosen === boxes.length;
  all.indeterminate = chosen > 0 && chosen < boxes.length;
}

all.addEventListener('change', () => { for (const box of boxes) box.checked = all.checked; });
for (const box of boxes) box.addEventListener('change', show);
show();
all.hidden = false;
