"""Wishes as different people type them: each list of content is meant for more than its lines."""

from __future__ import annotations

import pytest

from bot.content.model import Content
from bot.understanding.classify import OTHER, Classifier

SAID: dict[str, str] = {
    "stop": """
        ik wil hier niet meer aan meedoen | hou maar op met die berichten | hou es op met
        die berichtjes | kap met die berichten | ik wil geen meldingen meer van jullie | doe
        maar geen berichtjes meer | ik wil er geen berichten meer van | laat die berichten
        maar zitten | kunnen de berichten uit | ik wil stoppen met deze app | ik wil niet
        meer meedoen aan dit programma | ik wil dit programma stoppen | ik stop met anker |
        ik ben klaar met anker | ik wil deze berichten niet langer ontvangen | mag de app
        uit | geen zin meer in die berichtjes | ik hoef die berichtjes niet meer te krijgen
        hoor | stop sending me stuff | i dont want these texts anymore | please stop the
        daily texts | no more reminders pls | i want to stop getting these messages | can
        you stop writing me | i'm done with this program | stop the notifications | can u
        please stop messaging me | i wanna leave the program | i don't want to be in this
        programme anymore | i don't need your messages anymore | quit it with the messages |
        remove me from this program
    """,
    "quitting": """
        kan ik stoppen wanneer ik wil | mag ik er ook weer mee stoppen | kan ik er ook weer
        mee stoppen | can i stop whenever i want | kan ik altijd stoppen | kan ik er later
        nog mee stoppen | mag ik ook weer stoppen | mag ik stoppen als het niks voor mij is
        | kan ik stoppen als ik het niks vind | zit ik er dan aan vast | kan ik elk moment
        stoppen | mag ik tussendoor stoppen | kan ik op elk moment uitstappen | kan ik mijn
        toestemming later intrekken | hoe kan ik weer stoppen | kan ik me weer uitschrijven
        | kan ik hier ook weer mee ophouden | kan ik stoppen met het programma wanneer ik
        wil | kan ik mij later bedenken | mag ik ook halverwege stoppen | can i stop at any
        point | can i leave whenever i like | can i quit at any time | can i stop this
        whenever | can i change my mind later | can i opt out any time | can i get out of
        this later | can i unsubscribe any time | can i cancel whenever | can i take my
        consent back | can i stop later | can i drop out any time | could i stop if i don't
        like it | can i pull out at any time
    """,
    "erase": """
        gooi alles wat je van me hebt maar weg | verwijder al mijn gegevens | wis alles wat
        jullie van mij hebben | kunnen jullie alles over mij wissen | ik wil mijn account
        verwijderen | kan ik mijn account laten wissen | verwijder mn data aub | ik wil dat
        jullie mijn data verwijderen | haal mijn gegevens eruit | gooi maar weg wat je over
        mij hebt | kan alles over mij gewist worden | ik wil al mn gegevens weg hebben | wis
        mijn account | vergeet alles wat ik gezegd heb | verwijder alles van mij | hoe laat
        ik mijn gegevens wissen | ik wil niet dat jullie mijn gegevens bewaren | wis alle
        informatie over mij | erase all my info | please delete all the data you have on me
        | i'd like my data deleted | delete my account | can you erase all my information |
        forget everything i told you | i want you to delete all of my data | please get rid
        of all my info | how do i delete my account | remove all my details | i dont want
        you to keep my data | can my data be deleted | delete all info about me | could you
        remove everything about me | i want my information gone | clear my data | scrub
        everything about me | delete whatever you have on me
    """,
    "privacy": """
        wat weten jullie allemaal van mij | what do you all know about me | wat weet je van
        me | wat weten jullie over mij | wat slaan jullie op | welke gegevens hebben jullie
        van mij | wat hebben jullie allemaal over mij opgeslagen | bewaren jullie alles |
        bewaar je wat ik typ | wordt dit opgeslagen | hoe lang bewaren jullie mijn gegevens
        | wat gebeurt er met wat ik typ | wat doen jullie met mijn gegevens | wat staat er
        allemaal over mij | wat houden jullie bij | wie heeft mijn gegevens | waar blijft
        wat ik schrijf | wat onthoud je van mij | kan ik zien wat jullie van mij bewaren |
        worden mijn berichten bewaard | wat weet deze app over mij | what do you guys know
        about me | what have you got on me | what info do you store | is this saved | do you
        save my messages | how long do you keep my data | what happens to what i write |
        what do you do with my info | who has my data | where does my data go | what is
        being stored about me | do you keep records of this | what data do you collect | is
        what i say recorded | are my messages stored | what does this app know about me |
        what do you remember about me | how much do you know about me | is my info safe here
    """,
    "resume": """
        mag ik weer berichten | mag ik weer gewoon berichten | wil weer beginnen met die
        berichtjes | zet de berichten maar weer aan | mag ik weer die berichtjes | ik wil
        weer elke dag een berichtje | kan ik weer berichtjes krijgen | stuur maar weer
        berichtjes | berichtjes weer aan graag | wil de berichten terug | begin maar weer
        met de berichten | zet de meldingen weer aan | kunnen de berichtjes weer | ik wil
        die dagberichten weer | kan ik de berichten terug krijgen | doe de berichten weer
        aan | mogen de berichten weer komen | ik ben terug van vakantie | wil weer iets
        ontvangen | hervat de berichten | ik wil weer meedoen met het programma | wil weer
        starten met de berichten | turn the messages back on | can i get the messages again
        | i want my messages back | start the messages again please | send me messages again
        | restart the daily messages | can you turn messages back on | put the messages back
        on | i'd like the daily messages again | could you start sending the messages again
        | back from vacation | can i have my daily message back | let's restart the messages
        | messages on please | i want to restart the programme | turn it on again
        | weer aan graag | on again please
    """,
    "again": """
        wil weer beginnen | kan ik weer meedoen | want to start again | turn them back on
        please | zet m maar weer aan | i want to get them again | resume please | unpause
        the messages | ik wil weer beginnen | kan ik weer starten | zet maar weer aan | zet
        het maar weer aan | laten we weer beginnen | ik wil het weer proberen | doe maar
        weer aan | ik wil er weer mee beginnen | kunnen we weer verder | ik wil verder gaan
        | begin maar weer opnieuw | haal me van de pauze af | pauze mag
        eraf | mag hij weer aan | ik doe weer mee | klaar met pauze | ik wil weer door |
        stuur maar weer | i want to start again | can we start again | put me back on please
        | ready to start again | i'm ready to continue | let's start again | end the pause |
        take off the pause | unpause | start it up again | can i join again | i'd like to
        pick it up again | i want back in | im back, start again | could
        you start again | i want to continue | can i come back | restart please
    """,
    "letter": """
        wil m een brief schrijven die ik niet verstuur | ik wil hem schrijven maar niet
        sturen | wil iets van me afschrijven | kan ik hier opschrijven wat ik tegen hem wil
        zeggen | ik wil hem een brief schrijven maar niet versturen | kan ik hem een brief
        schrijven zonder te sturen | ik wil mn ex een brief schrijven die ik niet opstuur |
        ik wil schrijven wat ik hem nooit gezegd heb | een brief die hij nooit krijgt | ik
        wil alles opschrijven | kan ik hier mijn hart luchten | ik wil iets opschrijven |
        wil het van me afschrijven | ik wil haar schrijven zonder het te sturen | ik wil een
        bericht typen dat ik niet verstuur | mag ik hier opschrijven wat ik wil zeggen tegen
        haar | ik wil m iets schrijven maar niet sturen | een brief aan hem die ik niet
        verstuur | kan ik hier een brief aan hem schrijven | ik wil mijn verhaal opschrijven
        | ik moet het even van me af schrijven | briefje schrijven | ik wil een brief aan
        mezelf schrijven | i want to write him a letter i'll never send | i wanna write to
        him without sending it | can i write her a letter here | i need to write it all down
        | i want to write down everything i want to tell him | can i write a message i won't
        send | letter to him that i won't send | i want to get something off my chest | i
        want to write what i can't say to him | an unsent letter to my ex | i want to write
        to him here instead of sending it | can i type out what i'd say to him | i want to
        write to my ex but not send it | write him a letter but not send it | i want to
        write a letter to myself | help me write a letter | i'd like to write a letter
    """,
    "place": """
        ik ben verhuisd naar canada | andere tijdzone | time zone | i moved to toronto | ik
        zit nu in curacao | het is hier 6 uur vroeger | ik ben verhuisd naar spanje | ik
        woon nu in londen | ik zit in new york | ik ben in suriname | we zitten op curacao |
        ik zit in het buitenland | mijn tijdzone klopt niet | hoe verander ik mijn tijdzone
        | ik ga naar portugal | ik ben op bali | ik ben nu op vakantie in griekenland | het
        is hier 5 uur later | er is hier 6 uur verschil | tijdsverschil | ik ben een tijdje
        in canada | ik ga verhuizen naar duitsland | kan de tijdzone anders | ik woon in
        belgie | i live in canada now | i'm in new york | i've moved to spain | my timezone
        changed | wrong time zone | i moved abroad | i'm travelling in australia | can you
        change my timezone | it's 6 hours earlier here | different time zone now | we moved
        to germany | i'm in curacao | i'm on holiday in greece | i relocated to toronto |
        there's a 5 hour time difference | i'm overseas | i just moved to lisbon | going to
        bali | change my location
    """,
    "night": """
        welterusten | good night | slaap lekker | goeienacht | trusten | welterusten anker |
        goedenacht | weltrusten | slaapzacht | tot morgen | fijne nacht | slaap wel | fijne
        avond | bedankt, tot morgen | good night anker | goodnight | nighty night | sleep
        tight | night night | gn | sleep well | see you tomorrow | thanks, good night | nite
        | talk to you tomorrow | have a good night
    """,
    "good": """
        vandaag echt een goede dag | proud of myself | vandaag was een goede dag | het was
        een goeie dag vandaag | ik had echt een fijne dag | super trots op mezelf | ben zo
        trots | het gaat echt goed vandaag | vandaag ging het goed | goede dag gehad | ik
        voel me goed vandaag | wat een fijne dag | leuke dag gehad | ik ben trots op mezelf
        | vandaag gaat het beter | het ging best goed vandaag | ik heb een mooie dag gehad |
        trots | best trots op mezelf eigenlijk | mijn dag was goed | vandaag voel ik me goed
        | today was a good day | had such a good day | i'm really proud of myself | feeling
        good today | it's a good day | i had a great day today | doing so much better | i
        feel better today | what a good day | so proud of me | today went really well | i'm
        having a good day | pretty good day | proud today | actually had a nice day | today
        is a good day
    """,
    "quiet": """
        heb hem geblokkeerd | blocked him | ik heb hem geblokkeerd | hem eindelijk
        geblokkeerd | heb m overal geblokt | zijn nummer verwijderd | ik heb hem van insta
        verwijderd | heb haar nummer gewist | heb m geblokkeerd op whatsapp | ik heb hem
        eindelijk geblokkeerd | i blocked him | finally blocked him | i deleted his number |
        blocked him everywhere | i've blocked her | i unfollowed him | blocked him on
        everything | i finally deleted his number
    """,
    "coach": """
        is het aangekomen | is mijn bericht aangekomen | heeft mijn coach het al gelezen |
        is het verstuurd | heb je het doorgestuurd | did it send | did my coach get it | has
        my coach replied | was my message sent | did it go through
    """,
    "settings": """
        berichtje komt midden in de nacht
    """,
    "hello": """
        goeiemorgen | ben weer terug
    """,
}
"""Wish -> sentences, parted by a stroke."""


def sentences(of: dict[str, str]) -> list[tuple[str, str]]:
    """Each with its wish."""
    return [
        (" ".join(one.split()), wish) for wish, lines in of.items() for one in lines.split("|")
    ]


@pytest.fixture(scope="module")
def classifier(content: Content) -> Classifier:
    """The one of the content."""
    return Classifier(content)


@pytest.mark.parametrize(("text", "wish"), sentences(SAID))
def test_a_wish_is_heard_in_many_words(classifier: Classifier, text: str, wish: str) -> None:
    verdict = classifier.hear(text)
    assert (verdict.wish, verdict.label) == (wish, OTHER)
