"""What somebody wants of the program: heard when it is all that is said, and never before help."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.content.faults import ContentFault
from bot.content.model import LANGUAGES, Content
from bot.content.parse import wishes as parse_wishes
from bot.content.wishes import WISHES
from bot.understanding.classify import CRISIS_SUICIDE, CRISIS_VIOLENCE, OTHER, URGE, Classifier
from bot.understanding.phrases import groups_of, written_out
from bot.understanding.wishes import _LONGEST, WishReader

HEARD = {
    "stop maar": "halt",
    "ok stop nu": "halt",
    "stop now please": "halt",
    "lastige dagen": "dates",
    "pls stop sending": "stop",
    "stop met sturen": "stop",
    "stuur niks meer": "stop",
    "moeilijke dagen": "dates",
    "mijn moeilijke dagen": "dates",
    "hard days": "dates",
    "stille uren": "hush",
    "mijn stille uren aanpassen": "hush",
    "quiet hours": "hush",
    "change my quiet hours": "hush",
    "stop met die berichten": "stop",
    "Ik wil geen berichten meer.": "stop",
    "ik wil stoppen met het programma": "stop",
    "stop these messages": "stop",
    "no more messages please": "stop",
    "i want to quit the programme": "stop",
    "stuur me vandaag geen berichten": "pause",
    "ik ben 2 weken op vakantie": "pause",
    "i'm on holiday for two weeks": "pause",
    "zet me weer aan": "resume",
    "turn it back on": "resume",
    "verwijder mijn gegevens": "erase",
    "wis alles": "erase",
    "haal me uit het systeem": "erase",
    "remove me from your system": "erase",
    "opzeggen": "stop",
    "ik wil me afmelden": "stop",
    "ik wil mijn gegevens inzien": "data",
    "ik wil inzage in mijn gegevens": "data",
    "mag ik mijn gegevens zien": "data",
    "stuur me mijn data": "data",
    "kunnen jullie mij al mijn gegevens sturen": "data",
    "I want to see my data": "data",
    "send me my data please": "data",
    "can i have a copy of all my data": "data",
    "how do i download my data": "data",
    "trek mijn toestemming in": "consent",
    "ik trek mijn toestemming in": "consent",
    "ik wil mijn toestemming intrekken": "consent",
    "ik geef geen toestemming meer": "consent",
    "ik ga niet meer akkoord": "consent",
    "mijn coach mag niks meer zien": "consent",
    "ik wil niet dat mijn coach meeleest": "consent",
    "I withdraw my consent": "consent",
    "withdraw my consent": "consent",
    "i want to revoke my permission": "consent",
    "i take my consent back": "consent",
    "i don't want my coach to see this anymore": "consent",
    "delete my data": "erase",
    "kun je mijn tijd veranderen?": "hour",
    "ik wil het bericht liever om half negen": "hour",
    "i'd rather get the message at half past eight": "hour",
    "ik wil het op een ander uur": "hour",
    "kan het op een ander tijdstip?": "hour",
    "i want it at another hour": "hour",
    "hoe laat kom je morgen": "settings",
    "what time do you come tomorrow": "settings",
    "can you speak dutch": "dutch",
    "ik wil de engelse versie": "english",
    "in het engels graag": "english",
    "waar is het bericht van vandaag": "today",
    "where is today's message": "today",
    "welke week zit ik": "week",
    "ik wil een oefening": "exercise",
    "geef me iets anders": "exercise",
    "give me something else": "exercise",
    "kan ik mijn coach spreken": "coach",
    "ik wil bellen met mijn coach": "call",
    "call me": "call",
    "where's my safety plan": "plan",
    "wat is mijn veiligheidsplan": "plan",
    "plan": "plan",
    "Plan?": "plan",
    "ik wil een brief schrijven": "letter",
    "ik wil mijn plan zien": "plan",
    "laat mijn plan zien": "plan",
    "gooi mijn plan weg": "plan",
    "waar is mijn noodplan?": "plan",
    "kan ik mn plan nog aanpassen": "plan",
    "ik wil iets bij mijn plan zetten": "plan",
    "show me my plan": "plan",
    "i want to see my plan": "plan",
    "throw my plan away": "plan",
    "where's my plan": "plan",
    "can i change my plan": "plan",
    "waar is mijn brief": "letters",
    "laat mijn brieven zien": "letters",
    "gooi mijn brief weg": "letters",
    "ik wil mn brief teruglezen": "letters",
    "where is my letter": "letters",
    "tear up my letter": "letters",
    "can i read my letters": "letters",
    "ik wil iets in mijn ankerdoos doen": "anchor",
    "ik wil iets in mn ankerdoos doen": "anchor",
    "ik wil iets aan mijn anker toevoegen": "anchor",
    "wat zit er in mijn anker": "anchor",
    "maak mijn ankerdoos leeg": "anchor",
    "i want to add something to my anchor": "anchor",
    "can i put something in my anchor box": "anchor",
    "what's in my anchor box": "anchor",
    "ik wil een moeilijke datum toevoegen": "dates",
    "wanneer is die datum": "dates",
    "ik wil een zware dag toevoegen": "dates",
    "haal die datum weg": "dates",
    "i want to add a difficult date": "dates",
    "when is that date": "dates",
    "delete that date": "dates",
    "wanneer is mijn afspraak": "appointment",
    "laat mijn afspraken zien": "appointment",
    "ik wil een afspraak toevoegen": "appointment",
    "ik wil mijn afspraak verzetten": "appointment",
    "zeg mijn afspraak af": "appointment",
    "when is my appointment": "appointment",
    "i want to add an appointment": "appointment",
    "cancel my appointment": "appointment",
    "gooi alles weg wat je van me hebt": "erase",
    "ja alles wissen": "erase",
    "alles wissen": "erase",
    "kan je alles wissen": "erase",
    "yes, erase everything": "erase",
    "get rid of everything you have on me": "erase",
    "can you delete everything": "erase",
    "wat helpt mij het best": "helped",
    "wat heeft me geholpen": "helped",
    "what helps me most": "helped",
    "doe maar een oefening": "exercise",
    "even geen berichten deze week": "pause",
    "een paar dagen geen berichten graag": "pause",
    "no messages this week please": "pause",
    "kan dit wat later op de dag": "hour",
    "can this come a bit later in the day": "hour",
    "hoe ver ben ik": "progress",
    "laat me mijn voortgang zien": "progress",
    "how far am i": "progress",
    "show me my progress": "progress",
    "waar zit ik in die cirkel": "cycle",
    "where am i in that circle": "cycle",
    "weer aan": "resume",
    "on again": "resume",
    "hoe kom ik bij mijn coach": "coach",
    "when will my coach read this": "coach",
    "can i have a break for a week": "pause",
    "mag ik een week pauze": "pause",
    "what time do they come": "settings",
    "hoe laat komen ze": "settings",
    "every other day would be better": "settings",
    "om de dag zou beter zijn": "settings",
    "can it be in the morning": "hour",
    "hi sorry ive been gone": "hello",
    "sorry ik was er een tijdje niet": "hello",
    "did i miss a lot": "week",
    "k heb nen tekst voor hem geschreven mag da hier in": "letter",
    "kan ik dat bericht hier kwijt": "letter",
    "can i send it to you instead of her": "letter",
    "can i paste a letter here": "letter",
    "can u send it later": "hour",
    "dont buzz me after 10": "hush",
    "stuur niks na 22 uur": "hush",
    "send it only every other day pls": "settings",
    "messages only every other day": "settings",
    "switch to dutch": "dutch",
    "switch back to english": "english",
    "can you go back to dutch": "dutch",
    "schakel over naar engels": "english",
    "mag ik het naar jou sturen in plaats van naar hem": "letter",
    "ive written a long message to him can i paste it here": "letter",
    "schakel over naar het nederlands": "dutch",
    "pause everything": "pause",
    "pause it for a bit": "pause",
    "put everything on hold": "pause",
    "put them on hold for a few days": "pause",
    "pause everything for a few weeks": "pause",
    "pause everything a while": "pause",
    "stop for 2 weeks": "pause",
    "zet alles even stil": "pause",
    "stop voor twee weken": "pause",
    "turn em back on": "resume",
    "can you tell my coach i need her to ring me": "call",
    "let my coach know i want her to call me": "call",
    "kan ge tegen mijn coach zeggen dat ze mij moet bellen": "call",
    "laat mijn coach weten dat ze me mag bellen": "call",
    "kun je mijn coach laten weten dat ik haar wil spreken": "coach",
    "zeg tegen mijn coach dat ik haar wil spreken": "coach",
    "tell my coach i need to talk to her": "coach",
    "r u real?": "robot",
    "so is this a real person or not": "robot",
    "like is there an actual person typing": "robot",
    "are you a bot or what": "robot",
    "ben je een robot of zo": "robot",
    "ben je eigenlijk een echte mens of nie": "robot",
    "wat gebeurt er met wat ik hier typ": "privacy",
    "moet ik opnieuw beginnen": "week",
    "moet ik nu helemaal opnieuw beginnen": "week",
    "ben ik nu weer terug bij af": "week",
    "do i have to start all over again": "week",
    "am i back to square one": "week",
    "anchor box": "anchor",
    "what's in my box": "anchor",
    "add another": "anchor",
    "nog iets toevoegen": "anchor",
    "ankerdoos": "anchor",
    "mijn anker": "anchor",
    "something i can do at my desk": "exercise",
    "iets voor op mijn werk": "exercise",
    "ik wil naar huis": "home",
    "kwil gewoon naar huis": "home",
    "ik wil naar mijn zus toe": "home",
    "ik wil naar mijn ouders": "home",
    "i want to go home": "home",
    "i just want to go to my sister": "home",
    "what helped me": "helped",
    "hij doet lief": "relief",
    "hij is weer heel lief": "relief",
    "zij doet ineens zo aardig tegen mij": "relief",
    "nu is hij lief": "relief",
    "he is being sweet": "relief",
    "she's really nice to me again": "relief",
    "he's kind today": "relief",
    "hij komt eraan, wis alles": "wipe",
    "hij komt naar huis wis alles": "wipe",
    "wis alles hij komt": "wipe",
    "nee hij komt thuis wis alles": "wipe",
    "hes coming home delete this chat": "wipe",
    "my husband just got home delete everything": "wipe",
    "snel hij komt zo thuis wis dit gesprek": "wipe",
    "mn man komt thuis verwijder alles": "wipe",
    "wis alles snel": "wipe",
    "gooi dit gesprek weg": "wipe",
    "he's coming home, wipe everything": "wipe",
    "delete this chat quick": "wipe",
    "wis dit gesprek": "wipe",
    "wis de chat": "wipe",
    "chat leegmaken": "wipe",
    "kan je dit gesprek wissen": "wipe",
    "verwijder deze berichten": "wipe",
    "delete this chat": "wipe",
    "can you clear this conversation": "wipe",
    "delete these messages": "wipe",
    "zet neutrale meldingen aan": "neutral",
    "neutraal": "neutral",
    "verberg de berichten": "neutral",
    "kan je je berichten verbergen": "neutral",
    "neutral": "neutral",
    "turn on neutral notifications": "neutral",
    "can you hide your messages": "neutral",
    "can you hide the messages on my lock screen": "neutral",
    "neutrale meldingen uit": "settings",
    "turn neutral off": "settings",
    "eigen woord": "word",
    "ik wil een wachtwoord": "word",
    "ik ben mn woord kwijt": "word",
    "safe word": "word",
    "set a safe word": "word",
    "can i set a password": "word",
    "i forgot my safe word": "word",
    "hallo": "hello",
    "ben je er?": "hello",
    "goedemorgen": "hello",
    "hi im back": "hello",
    "hoi ben ik weer": "hello",
    "dank je wel je hebt me echt geholpen": "thanks",
    "thank you you really helped": "thanks",
    "dank je wel voor gisteren": "thanks",
    "kan ik met een mens praten": "human",
    "heb je het nummer van mn coach?": "coach",
    "do you have my coach's number": "coach",
    "ik wil mn coach wat vragen": "coach",
    "ik heb al 3 dagen niks gestuurd": "quiet",
    "havent texted him for 3 days": "quiet",
    "what's the circle": "cycle",
    "is dit een robot": "robot",
    "leest mijn coach mee?": "robot",
    "wie ben jij": "robot",
    "who can see this": "robot",
    "hoe werkt dit": "help",
    "what do you know about me": "privacy",
    "niet tegen mijn coach zeggen": "robot",
    "please dont tell my coach": "robot",
    "ik moet m morgen zien om 3 uur voor de kids": "meeting",
    "moet hem morgen zien voor de kinderen": "meeting",
    "moet hem vrijdag om half 4 zien voor de overdracht": "meeting",
    "i have to see him tmrw for the kids": "meeting",
    "i need to see him tomorrow at 3 for the kids": "meeting",
    "i gotta meet my ex on friday about the divorce": "meeting",
    "dankjewel, dit hielp": "thanks",
    "thanks, that helped 🙏": "thanks",
    "👍": "thanks",
    "ik ben pas 16": "young",
    "im 16 is that ok": "young",
    "hoi, ik wil graag meedoen": "join",
    "how can i join": "join",
    "kan ik er altijd mee stoppen": "quitting",
    "can i stop at any time": "quitting",
    "zet m maar weer aan": "again",
    "i want to start again": "again",
    "ik ben verhuisd naar canada": "place",
    "i'm in new york now": "place",
    "welterusten": "night",
    "good night": "night",
    "vandaag echt een goede dag!!": "good",
    "proud of myself": "good",
}
NEVER = [
    "please stop",
    "pls stop",
    "stop please",
    "stop it",
    "stop ermee",
    "stop het",
    "ik heb moeilijke dagen",
    "zware dagen",
    "i have hard days",
    *("ik gaf geen toestemming", "hij deed het zonder mijn toestemming", "ik trek me terug"),
    *("ik geef hem geen toestemming meer", "hij trekt zich niks aan van mijn toestemming"),
    *("haal me uit het leven", "haal me hier uit", "ik wil uit het leven", "wis me uit"),
    *("mijn coach mag niet weten dat ik dood wil", "mijn coach mag mij niet meer zien"),
    *("ik trek mijn toestemming in want ik wil dood", "ik wil mijn leven niet meer zien"),
    *("he did it without my consent", "i did not consent", "i withdraw from life"),
    *("i dont consent", "i told him i withdraw my consent and he kept going", "i withdraw"),
    *("remove me from this world", "take me out of this life", "get me out of here please"),
    *("my coach cant see me anymore", "i dont want my coach to know i want to die"),
    *("i want to see my data before i die", "i withdraw my consent to live", "i want info"),
    *("ik wil stoppen", "ik wil stoppen met alles", "ik wil ermee stoppen", "ik stop ermee"),
    *("stop het", "laat het stoppen", "ik wil eruit", "ik stap eruit", "haal me hier weg"),
    *("verwijder mij", "verwijder me", "wis mij", "wis mijn leven", "wis alles wat ik ben"),
    *("vergeet me", "vergeet me maar", "zet me uit", "zet alles uit", "meld me af"),
    *("pauze van het leven", "ik wil pauze van alles", "ik heb pauze nodig van alles"),
    *("ik wil niet meer meedoen", "ik doe niet meer mee", "ik wil meedoen met hem"),
    *("bedankt voor alles", "dank je wel voor alles", "bedankt en vaarwel", "dit hielp niet"),
    *("ik wil hem geen berichten meer sturen", "ik wil geen berichten meer van hem"),
    *("stop met hem berichten sturen", "ik wil bellen met hem", "bel hem", "zijn bericht"),
    *("ik heb vandaag geen bericht van hem gekregen", "geen bericht", "waar blijft zijn bericht"),
    *("stop met die berichten, hij vermoordt me", "verwijder mijn gegevens want ik wil dood"),
    *("ik wil een oefening anders maak ik er een eind aan", "wie ben ik nog", "ik geef op"),
    *("hoe stop ik dit", "hoe stop ik ermee", "ik wil een afscheidsbrief schrijven"),
    *("kun je mijn tijd veranderen naar nooit meer", "mijn plan", "ik wil een plan maken"),
    *("i want to stop", "i want to stop everything", "i want it to stop", "make it stop"),
    *("stop it", "i want out", "get me out of here", "take me out", "sign me off", "i quit"),
    *("delete me", "erase me", "forget me", "forget about me", "delete everything i am"),
    *("turn me off", "switch me off", "a break from life", "i want to pause my life"),
    *("i need a break from being alive", "unsubscribe me from life", "unsubscribe me"),
    *("thanks for everything", "thank you for everything, goodbye", "this didn't help"),
    *("i don't want to send him messages anymore", "no more messages from him", "no text today"),
    *("stop these messages or he'll kill me", "delete my data, i want to die"),
    *("i want an exercise or i end it", "call me when i'm dead", "i want to join my mum"),
    *("i want to write a goodbye letter", "who am i anymore", "my plan", "i want to make a plan"),
    *("ik wil mijn plan uitvoeren", "mijn plan is klaar", "ik heb mijn plan", "ik heb een plan"),
    *("waar is mijn afscheidsbrief", "ik wil mijn brief achterlaten", "mijn brief is klaar"),
    *("wanneer is die datum dat ik ga", "wanneer is mijn laatste dag", "ik wil een datum prikken"),
    *("gooi alles weg", "gooi me weg", "ik gooi alles weg", "alles mag weg", "wis alles aan mij"),
    *("ik wil mijn dag niet afmaken", "ik wil alles weggooien", "wat helpt mij nog"),
    *("hij doet lief maar hij slaat me", "hij is lief als hij me niet slaat", "hij is niet lief"),
    *("hij doet lief en dan wurgt hij me", "hij doet lief met een mes", "hij doet weer te lief"),
    *("ik wil iets doen", "ik wil mezelf iets doen", "ik wil er iets in doen", "mijn afspraak"),
    *("wis hem", "wis mijn gesprek met hem", "wis zijn berichten", "ik wil me verbergen"),
    *("verberg me", "verberg mij voor hem", "ik wil verdwijnen", "wis mijn sporen voor altijd"),
    *("hij heeft mijn wachtwoord", "hij wil mijn wachtwoord", "mijn laatste woord", "wis mij uit"),
    *("delete him", "delete his messages", "hide me", "hide me from him", "i want to disappear"),
    *("he knows my password", "my last words", "i said the safe word", "clear me out"),
    *("ik heb al 3 dagen niks gegeten", "hij heeft al 3 dagen niks gestuurd", "dag"),
    *("i havent eaten for 3 days", "he hasnt texted me for 3 days", "goodbye", "im leaving"),
    *("i want to carry out my plan", "my plan is ready", "i have a plan", "i have my plan"),
    *("where is my goodbye letter", "i want to leave my letter", "my letter is ready"),
    *("when is that date i go", "i want to pick a date", "throw everything away", "throw me away"),
    *("he is being sweet but he hits me", "he is nice when he doesn't hit me", "he isn't nice"),
    *(
        "ik hoef dit niet meer",
        "ik heb dit niet meer nodig",
        "ik wil dit niet meer",
        "schrijf me uit",
    ),
    *("kan ik stoppen", "kan ik ermee stoppen", "hoe stop ik", "wat als ik niet meer wil"),
    *("haal me van de lijst", "ik wil dat alles weg is", "vergeet alles over mij", "gooi mij weg"),
    *(
        "ik ben er klaar voor",
        "ik ben weer zover",
        "ik wil er weer bij",
        "ik wil weer bij haar zijn",
    ),
    *("ik ben er straks niet", "ik ben weg", "zonder mij zou beter zijn", "alles zou beter zijn"),
    *("i will be gone", "im gone", "i want to be gone", "everyone would be better", "it would be"),
    *("something i can do to myself", "iets wat ik mezelf kan doen", "i need a break"),
    *("ik wil naar mijn moeder", "ik wil naar oma", "ik wil naar huis voorgoed", "hoe doe ik het"),
    *("ik wil naar mijn zus die dood is", "ik wil naar huis, ik kan niet meer"),
    *("i want to go to my mum", "i want to go home forever", "i want to go home to jesus"),
    *("i want to go home but he wont let me", "how do i do it", "ik wil terug naar huis"),
    *("ik ga slapen", "ik ga slapen voor altijd", "slaap zacht voor altijd", "vaarwel", "doei"),
    *("eindelijk rust", "ik voel me eindelijk rustig", "alles is goed nu", "het is goed zo"),
    *("een goede dag om te sterven", "ik ga naar mijn moeder in de hemel", "ik ben in de war"),
    *("ik wil een brief schrijven die hij vindt", "een brief voor als ik er niet meer ben"),
    *("ik wil naar het water in spanje", "ik ben weg uit nederland", "hij zit in spanje"),
    *("i don't need this anymore", "i don't want this anymore", "please remove me", "remove me"),
    *("can i stop", "how do i stop", "what if i want to stop", "am i free to go", "i want off"),
    *("take me off the list", "i want everything gone", "forget everything about me"),
    *("i'm ready", "i'm ready again", "i want to be with her again", "i want it over with"),
    *("i'm going to sleep", "sleep forever", "goodbye everyone", "bye", "finally calm"),
    *("a good day to die", "i feel calm now", "everything is fine now", "i am in pain"),
    *("laat mijn coach weten dat ik dood wil", "zeg mijn coach dat ik haar wil zien sterven"),
    *("zet alles stil voorgoed", "zet mijn leven stil", "ik wil dat alles stil is"),
    *("tell my coach i want to die", "tell my coach i need her to know i'm dying"),
    *(
        "pause my life",
        "put my life on hold",
        "put everything on hold for good",
        "pause everything for good",
        "stop for good",
        "stop for ever",
        "is this real life",
    ),
    *("can i leave it here", "can i leave my letter here", "can i put my letter here"),
    *("can i paste my goodbye letter here", "can i put an end to it here", "switch to life"),
    *("mag ik mijn brief hier kwijt", "ik heb een brief geschreven mag die hier in"),
    *("ik heb een brief geschreven voor mijn kinderen mag die hier in", "stuur niks na mijn dood"),
    *("dont text me after i die", "dont bother me after tonight", "stuur niks meer na vandaag"),
    *("can i put it in here", "mag ik het hier kwijt", "only every other day", "stuur niks na 10"),
    *("dont text me after 10", "dont bother me after 10"),
    *("dont write him after 10", "can you send it to him later", "ga terug naar nederland"),
    *("a letter for when i'm gone", "i want to write a letter for him to find"),
    *("i moved to the bridge", "i'm on the roof in london", "he is in london"),
    *("he's sweet and then he chokes me", "he is kind with a knife", "what helps me anymore"),
]
"""They resemble a wish, and are none: a crisis, an urge, or not to be told apart from them."""
GRAVE = [
    *("ik wil dood", "ik maak er een eind aan", "hij slaat me", "ik heb te veel ingenomen"),
    *("hij greep me bij de keel", "ik wil niet meer leven", "ik wil hem appen"),
    *("i want to die", "he hits me", "i took too many pills", "i want to text him"),
]


@pytest.fixture(scope="module")
def classifier(content: Content) -> Classifier:
    """The one of the content."""
    return Classifier(content)


@pytest.mark.parametrize("text", HEARD)
def test_a_wish_in_ordinary_words_is_heard(classifier: Classifier, text: str) -> None:
    verdict = classifier.hear(text)
    assert (verdict.wish, verdict.label) == (HEARD[text], OTHER)


def test_each_wish_is_among_those(content: Content) -> None:
    assert set(HEARD.values()) == set(WISHES)
    for language in LANGUAGES:
        assert set(content[language].wishes.phrases) == set(WISHES)


@pytest.mark.parametrize("text", NEVER)
def test_what_resembles_a_wish_and_may_be_a_crisis_is_none(
    classifier: Classifier, text: str
) -> None:
    with_wishes = classifier.hear(text)
    assert with_wishes.wish == ""
    assert with_wishes == classifier.classify(text)


def _all_wishes(content: Content) -> list[str]:
    return [
        sentence.replace("anhour", "om half acht").replace("aplace", "in toronto")
        for book in content.books.values()
        for lines in book.wishes.phrases.values()
        for sentence in written_out(lines)
    ]


@pytest.mark.long
@pytest.mark.parametrize("grave", GRAVE)
def test_nothing_grave_beside_a_wish_is_swallowed(
    content: Content, classifier: Classifier, grave: str
) -> None:
    alone = classifier.hear(grave)
    assert alone.label in {CRISIS_SUICIDE, CRISIS_VIOLENCE, URGE}
    for wish in _all_wishes(content)[::7]:
        for text in (f"{wish} {grave}", f"{grave}. {wish}", f"{wish}, {grave} graag"):
            assert classifier.hear(text).wish == "", text


@pytest.mark.long
def test_one_word_more_that_is_no_courtesy_makes_it_no_wish(
    content: Content, classifier: Classifier
) -> None:
    for wish in _all_wishes(content)[::3]:
        assert classifier.hear(f"{wish} leven").wish == "", wish
        assert classifier.hear(f"niet {wish}").wish == "", wish


@pytest.mark.long
def test_no_phrase_of_a_crisis_is_taken_for_a_wish(
    content: Content, classifier: Classifier
) -> None:
    for book in content.books.values():
        for label in (CRISIS_SUICIDE, CRISIS_VIOLENCE, URGE, "medical", "strangulation"):
            for sentence in written_out(book.phrases[label]):
                assert classifier.hear(sentence).wish == "", sentence


@pytest.mark.long
def test_each_sentence_in_the_lists_is_heard_unless_an_urge_goes_first(
    content: Content, classifier: Classifier
) -> None:
    unheard = [
        text for text in _all_wishes(content) if len(text.split()) <= _LONGEST
        and not (found := classifier.hear(text)).wish and found.label != URGE
    ]  # fmt: skip
    assert unheard == []


def test_an_emoji_that_may_say_more_keeps_it_from_being_a_wish(classifier: Classifier) -> None:
    assert classifier.hear("dank je ❤️").wish == "thanks"
    assert classifier.hear("dank je 🔪").wish == ""
    assert classifier.hear("🔪").wish == ""


def test_courtesy_alone_is_no_wish(content: Content, classifier: Classifier) -> None:
    for book in content.books.values():
        for word in book.wishes.beside:
            assert classifier.hear(word).wish in {"", "hello"}, word


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[stop]\nstop .. berichten", "no '..'"),
        ("[stop]\nstop bericht*", "no '..'"),
        ("[stop]\nstop @bericht", "no line of this file"),
        ("[nothing]\nstop berichten", "not known here"),
        ("[stop]\na b\n[stop]\nc d", "twice"),
        ("[stop]\nstop berichten", "nothing is written for"),
        ("stop berichten\n[stop]\nstop", "nothing is written for"),
    ],
)
def test_a_faulty_list_is_refused_with_a_reason(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "wishes.txt"
    missing = "" if "nothing is" in told else _rest(text)
    path.write_text(f"{text}\n{missing}", encoding="utf-8")
    with pytest.raises(ContentFault, match=told):
        parse_wishes(path)


def _rest(text: str) -> str:
    """The other parts, each with something in it."""
    return "\n".join(
        f"[{name}]\nsomething here" for name in ("beside", *WISHES) if f"[{name}]" not in text
    )


def test_groups_stand_before_all_parts(content: Content) -> None:
    for book in content.books.values():
        groups, _ = groups_of(book.wishes.phrases["stop"])
        assert groups


@pytest.mark.long
def test_no_message_of_a_crisis_in_the_sets_apart_is_a_wish(content: Content) -> None:
    reader, grave = WishReader(content), 0
    for path in sorted(Path(__file__).parent.glob("*/*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            message = json.loads(line)
            if message["label"] in {CRISIS_SUICIDE, CRISIS_VIOLENCE}:
                grave += 1
                assert reader.find(message["text"]) == "", message["text"]
    assert grave > 1_000
