"""What somebody asks, or tells, who was hurt by another and can type: whether to ring the police,
where to go, whether to open the door, when the coach reads it; that the other sleeps or has left.
Pure.

Each line is a whole text. They are read only where the lines after violence were said already, and
ask for who answers them rather than for the first question once more.
"""

from __future__ import annotations

from bot.safety.plain_words import words_in
from bot.understanding.closed_lists import whole_lines

POLICE, WHERE, COACH, AWAY, DOOR = "police", "where", "coach", "away", "door"
OTHER = "other"
"""What to do or say, for whom it is another who thinks of it."""

_GROUPS = {
    "so": "en|maar|dus|oke|ok|and|but|so|okay|hey|hoi",
    "nu": "nu|nou|dan|eigenlijk|beter|toch|wel|vannacht|vanavond|even|maar|meteen|hier|ook|nog",
    "now": "now|then|tonight|today|please|right|straight|also|still|just|maybe",
    "may": "moet|kan|mag|zal|zou|kon|moest",
    "can": "should|can|could|shall|must|may",
    "him": "hem|haar|m|dit|dat|iemand|him|her|this|that|it",
    "hers": "hem|haar|m|hen|ze|die|him|her|them",
    "other": "hij|ie|zij|ze|mijn|mn|he|she|my",
    "who": "ex|man|vriend|vrouw|vriendin|partner|husband|wife|boyfriend|girlfriend",
    "kin": "zus|zusje|broer|broertje|ouders|moeder|mama|ma|vader|papa|pa|oma|opa|vriendin|tante"
    "|oom|nicht|neef|buren|buurvrouw|schoonouders|sister|brother|parents|mother|mum|mom|father|dad"
    "|nan|gran|grandma|grandad|friend|friends|mate|aunt|auntie|uncle|cousin|neighbour|neighbours",
}
_WHOLE = {
    POLICE: """
        @so? @may ik|k|we? @nu? @nu? de|naar? de? politie @nu? @nu? \
            bellen|opbellen|inschakelen|waarschuwen|inlichten|roepen|halen|erbij|gaan|stappen \
            halen|voor|over? dit|hem|haar?
        @so? @may ik|k? @nu? @nu? tegen|van|over? @him? een|n? aangifte|melding @nu? \
            tegen|van|over? @him? doen|maken
        @so? @may ik|k @him @nu? aangeven
        hoe doe|maak ik @nu? een|n? aangifte|melding tegen|van? @him?
        @so? wat doet|doen|kan|kunnen de? politie @nu? @nu? doen?
        @so? politie|aangifte bellen|doen? @nu?
        @so? @can i|we @now? call|ring|phone|tell|involve|get|contact|go the|to? the? \
            police|cops|101|999 @now? on|about|over|involved? @him? @now?
        @so? do i have|need to call|ring|phone|tell|go the|to? the? police|cops @now?
        @so? @can i @now? press charges @now? against? @him?
        @so? @can i @now? report @him @now? to? the? police|cops?
        @so? @can i make|file a report|statement|complaint about|against? @him?
        how do i press charges against? @him?
        how do i report @him to? the? police?
        @so? what do|will|would|can the police|cops do @now? about? @him?
    """,
    WHERE: """
        @so? waar kan|moet|mag|zou|ga|kon ik|k|we @nu? @nu? \
            heen|naartoe|naar|terecht|slapen|blijven|overnachten|schuilen|gaan toe|slapen? \
            gaan|slapen? @nu?
        @so? waar slaap|blijf ik @nu? @nu?
        @so? ik|k? weet niet|nie waar ik|k|we @nu? heen|naartoe|naar|terecht|slapen toe? \
            moet|kan|mag @nu?
        @so? ik|k? kan @nu? nergens @nu? heen|naartoe|terecht|slapen|blijven @nu?
        @so? is er @nu? een|n|ergens|geen? \
            opvang|opvanghuis|blijfhuis|vluchthuis|noodopvang|plek|bed @nu? voor|waar? \
            mij|me|vrouwen|ik? @nu? heen|slapen? kan?
        @so? kan ik @nu? ergens @nu? slapen|terecht|heen|blijven @nu?
        ik|k? wil|moet|kan|mag @nu? @nu? naar mijn|mn|een|n? @kin toe|gaan? @nu?
        @so? where can|do|should|could|would|will|shall i|we @now? go|sleep|stay|turn|run @now? \
            to? @now?
        @so? where am i supposed|meant to go|sleep|stay @now?
        @so? i|ive? have|got? nowhere @now? to? go|sleep|stay|else? to? go? @now?
        @so? i? dont|do know|not know? where to go|sleep|stay @now?
        @so? kan|mag ik|k @nu? ergens anders @nu? heen|naartoe|slapen|terecht|blijven|logeren @nu?
        @so? @can i @now? go|sleep|stay|crash somewhere|anywhere else|safe? @now?
        @so? is there @now? a|any|some? shelter|refuge|place|somewhere|bed i|for? can|me? \
            go|stay|sleep? @now?
        @so? who can i stay with @now?
        i? want|wanna|need|have|can|could to? @now? go|get to? my|a|see|the? @kin @now?
    """,
    DOOR: """
        @so? @may ik|k @nu? @nu? de? deur? voor? @him? @nu? opendoen|openmaken|openen|opengaan
        @so? @may ik|k @nu? @nu? de? deur? voor? @him? @nu? open doen|maken|gaan
        @so? @may ik|k @him @nu? binnenlaten|binnen laten?
        @so? doe|laat ik de|@him? deur? @nu? open|binnen
        @so? wat @may ik|k? @nu? doen? als|wanneer @other @who? @nu? \
            terugkomt|terug|aanbelt|komt|aanklopt|binnenkomt komt? @nu?
        @so? wat doe ik|k? @nu? als|wanneer @other @who? @nu? \
            terugkomt|terug|aanbelt|komt|aanklopt|binnenkomt komt? @nu?
        @so? en? als @other @who? @nu? terugkomt|terug|aanbelt|komt komt? @nu?
        @so? what do|should|can i do @now? if|when @other @who? comes|knocks|rings|turns \
            back|round|home|up? @now?
        @so? what if @other @who? comes|knocks|rings|turns back|round|home|up? @now?
        @so? @can|do i|we @now? open|answer it|up|to|the? door? to|for? @him?
        @so? @can|do i|we @now? let @him @now? in|inside|back in?
    """,
    COACH: """
        @so? @can|does|will|would my|the coach @now? read|see|get|hear @him @now?
        @so? wanneer leest|ziet|krijgt|hoort ze|zij|hij|die|iemand|mijn|mn coach? dit|dat|het @nu?
        @so? wanneer leest|ziet mijn|mn|de coach @him? @nu?
        @so? @may dit|dat|het @nu? @nu? naar|aan mijn|mn|de coach toe|gestuurd?
        @so? weet|hoort mijn|mn|de coach dit|dat|hiervan|ervan @nu?
        @so? hoe|waar kom|bereik|spreek|vind ik @nu? bij? mijn|mn|de coach @nu?
        @so? when does|will|would|can she|he|my|they|somebody coach? read|see|get|hear @him @now?
        @so? @can this|that|it @now? go|be|get sent? to my|the coach @now?
        @so? does|will my|the coach know|hear about? @him? @now?
        @so? how do|can i @now? reach|contact|get|find to|hold? of? my|the coach @now?
    """,
    OTHER: """
        @so? wat @may ik|we @nu? @nu? voor|met|aan|tegen? @hers? @nu? doen|zeggen|beginnen|ermee? \
            doen? @nu?
        @so? wat doe|zeg|moet ik|we @nu? met|voor|aan|tegen? @hers? @nu?
        @so? wat nu @nu?
        @so? hoe @may ik|we @hers @nu? helpen|steunen|tegenhouden|geruststellen|bereiken
        @so? hoe help|steun ik|we @hers @nu?
        @so? ik|k? weet niet|nie wat ik|k|we @nu? @may @nu? doen|zeggen @nu?
        @so? ik|k? weet niet|nie wat ik|k|we @nu? doen|zeggen @may @nu?
        @so? what @can|do i|we @now? do|say|tell to|for|with|about? @hers? @now?
        @so? what am i supposed|meant to do|say @now?
        @so? what now @now?
        @so? how @can|do i|we @now? help|support|stop|reach|calm @hers @now? down?
        @so? i|we? dont|do know|not know? what to do|say @now? to|for|with|about? @hers? @now?
    """,
    AWAY: """
        @so? @other @who? is|zijn @nu? net|al|weer|eindelijk|gelukkig? @nu? \
            weg|vertrokken|weggegaan|gegaan|slapen|bed|werk|kroeg @nu?
        @so? @other @who? is @nu? net|al|eindelijk|gelukkig? naar|in|op \
            bed|slaap|werk|zijn|zn|het|de werk|moeder|kroeg|cafe? @nu?
        @so? @other @who? slaapt|ronkt|snurkt @nu? net|al|eindelijk|gelukkig? @nu?
        @so? @other @who? ligt @nu? al|eindelijk? te|in slapen|bed|snurken @nu?
        @so? hes|shes @now? fast|finally? asleep|sleeping|gone|left @now?
        @so? @other @who? is|has|just|have @now? finally|just|fast? \
            asleep|sleeping|gone|left|went @now?
        @so? @other @who? left|sleeps @now?
        @so? hes|shes @now? gone|left|asleep|sleeping|out to|in|on|at|for the|his|a? \
            bed|work|pub|sofa|couch|drive|walk @now?
    """,
}
_PATTERNS = {kind: whole_lines(lines, _GROUPS) for kind, lines in _WHOLE.items()}


def read_what_now(text: str) -> str:
    """Which of them it is; "": something else, or more."""
    line = " " + " ".join(words_in(text, strip=False))
    return next((kind for kind, one in _PATTERNS.items() if one.fullmatch(line)), "")
