"""How the room's panel looks on the big screen: large, dark on white, one thing at a time."""

STYLE = """
.room-panel { display: flex; gap: 24px; align-items: flex-start; color: #1c1c1c; font-size: 20px;
  width: 100%; }
.room-side { flex: 0 0 290px; display: flex; flex-direction: column; gap: 12px; }
.room-main { flex: 1 1 0; min-width: 0; }
.room-card { border: 1px solid #c9c9c9; border-radius: 10px; padding: 12px 14px; background: #fff; }
.room-panel h2 { font-size: 24px; line-height: 1.2; margin: 0 0 6px; font-weight: 600; }
.room-panel h3 { font-size: 21px; margin: 14px 0 4px; font-weight: 600; }
.room-panel p, .room-panel li { margin: 4px 0; line-height: 1.4; }
.room-code svg { width: 100%; height: auto; display: block; max-width: 262px; margin: 0 auto; }
.room-link { font-size: 18px; overflow-wrap: anywhere; text-align: center; margin: 4px 0 0; }
.room-people { width: 100%; border-collapse: collapse; font-size: 19px; }
.room-people th { font-weight: 400; text-align: left; }
.room-people td { text-align: right; font-variant-numeric: tabular-nums; }
.room-quiet, .room-note { color: #555; font-size: 18px; }
.room-steps { display: flex; flex-wrap: wrap; gap: 4px; border-bottom: 2px solid #c9c9c9;
  margin-bottom: 12px; }
.room-step.v-btn { font-size: 19px; text-transform: none; letter-spacing: 0; min-height: 44px;
  padding: 0 12px !important; }
.room-step-here.v-btn { border-bottom: 4px solid #005a8e; border-radius: 0; color: #005a8e; }
.room-main .v-btn, .room-side .v-btn { text-transform: none; letter-spacing: 0; font-size: 18px; }
.room-go.v-btn { font-size: 21px !important; min-height: 54px; padding: 0 22px !important; }
.room-buttons { display: flex; flex-wrap: wrap; gap: 12px; margin: 10px 0; align-items: center; }
.room-big { font-size: 84px; line-height: 1; font-weight: 600; color: #005a8e; }
.room-picture { max-width: 100%; max-height: calc(100vh - 150px); height: auto; display: block; }
.room-problem { color: #a33c00; font-weight: 600; }
.room-bars { width: 100%; border-collapse: collapse; }
.room-bars td { padding: 5px 6px; vertical-align: middle; }
.room-bar { height: 22px; background: #0072b2; min-width: 2px; }
.room-actions { padding-left: 1.2em; margin: 4px 0; columns: 2; column-gap: 32px; }
.room-actions li { break-inside: avoid; }
.room-table { border-collapse: collapse; width: 100%; }
.room-table th, .room-table td { text-align: left; padding: 7px 8px; border-bottom: 1px solid #ddd;
  vertical-align: top; }
.room-last { display: flex; flex-direction: column; align-items: stretch; gap: 2px; padding: 6px; }
@media (max-width: 800px) { .room-panel { flex-direction: column; } .room-side { width: 100%;
  flex-basis: auto; } }
"""
