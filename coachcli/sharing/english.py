"""The agreement in English."""

from coachcli.sharing.wording import SectionWording, Topic, Wording

ENGLISH = Wording(
    title="What the coach writes down, and who can read it",
    lead=(
        "This page is for teachers, the principal and the coach. It says what is kept about"
        " coaching in this school, so that everybody can agree to it before it starts.",
        "The coach keeps these records with a program called coach, on the coach's own computer."
        " It needs no account and sends nothing anywhere. It is a memory for the people who work"
        " together. It is not a tool for judging anybody: it has no marks and no ranking, and how"
        " often a teacher is visited is only a frequency.",
    ),
    sections={
        Topic.SEALED: SectionWording(
            "Sealed: what was said",
            (
                "This is encrypted before it is stored. It can be read only with the coach's"
                " passphrase or recovery key.",
            ),
            {
                "session_texts": "Notes of sessions and short talks: what was seen and said, what"
                " works, what is hard, what to ask next time, and why a session did not happen.",
                "step_texts": "The text of the next steps that teacher and coach agree on.",
                "cycle_texts": "Of a coaching cycle: what there is to tell about evidence, the"
                " teacher's own reflection, and what goes on afterwards.",
                "idea_texts": "Good ideas seen in classrooms.",
                "other_time_texts": "Notes on the coach's work without a teacher.",
            },
        ),
        Topic.PRIVATE: SectionWording(
            "Private: for the coach alone",
            (
                "This is not encrypted, because the program needs it to plan the week. The coach"
                " shows it to nobody but the teacher it is about. Whoever can open the coach's"
                " files could read it.",
            ),
            {
                "details": "Email, room, a short name to type, when a teacher left the caseload,"
                " and how the teacher wants to stand in a report.",
                "frequency": "How often a visit to a teacher is due, the longest wait, and since"
                " when.",
                "free_times": "When a teacher is free, and when away.",
                "taking_part": "Who takes part in which session.",
                "session_times": "The day, time and slot of each session, whether the coach fixed"
                " it by hand, and whether it counts as a visit.",
                "session_outcomes": "Whether a session took place, who cancelled it, and who was"
                " not there.",
                "asked_by": "Whether the teacher asked for a session.",
                "step_dates": "Whose a next step is, its dates, and whether it is open.",
                "cycle_details": "Of a coaching cycle: who is in it, its dates, its learning"
                " target, what to look for, earlier phases, and earlier wordings of its question.",
                "evidence_details": "Whose evidence it is, on which day it was collected, and"
                " whether it may be shared.",
                "idea_details": "Whose an idea was, whether the teacher may be named with it, its"
                " day, focus and tags.",
                "other_days": "The days of the coach's work without a teacher.",
                "open_questions": "Open questions that the coach likes to ask.",
                "school_calendar": "The bell schedule, days without coaching, recurring meetings"
                " and who attends them, and how many visits fit into a week.",
                "settings": "How the program is set up, and how it reads words in the coach's own"
                " spreadsheets.",
                "bookkeeping": "What the program needs for itself: the number of each entry, which"
                " entries belong together, and what kind of note a sealed text is.",
            },
        ),
        Topic.SHARED: SectionWording(
            "Shared: what a report may contain",
            (
                "A report is made from these and from nothing else. Each teacher decides how to"
                " stand in it: with name and question, by name alone, or only counted.",
                "The part of the program that makes reports has no key, so it cannot open what"
                " is sealed.",
            ),
            {
                "names": "The names of the teachers who are coached.",
                "caseload": "How many of them are officially assigned or carried over, and how many"
                " there are of a grade or a subject.",
                "questions": "The question a teacher or team is working on, its focus, and the"
                " phase the work is in.",
                "coaching": "Of all held sessions together: that they took place, how long they"
                " lasted, of which kind they were, and on which focus.",
                "evidence": "What was counted, and how many of how many, only where teacher and"
                " coach both agreed to share it.",
                "other_time": "The coach's work without a teacher: what it was, and how many"
                " minutes.",
            },
        ),
        Topic.NEVER: SectionWording(
            "What a report leaves out",
            (
                "These strict rules hold unless all teachers concerned agree to others first. What"
                " is sealed, and who asked for sessions, stays out in any case. A report does not"
                " show:",
            ),
            {
                "what_was_said": "anything that is sealed;",
                "counts_per_teacher": "how many sessions or minutes one teacher had;",
                "session_dates": "the date or time of a single session;",
                "cancellations": "who cancelled, or how often;",
                "no_shows": "who was not there, or how often;",
                "waits": "how often a teacher's visits are due, or how long anybody waited;",
                "who_asked": "who asked for sessions, or how often;",
                "steps": "next steps, or whether they were done;",
                "small_groups": "numbers of sessions or minutes for fewer than {smallest} teachers."
                " So small a group is not broken down.",
            },
        ),
        Topic.READERS: SectionWording(
            "Who can read what",
            (),
            {
                "coach": "The coach: everything, with the passphrase.",
                "teacher": "A teacher: what the coach hands over, such as a copy of the next steps"
                " agreed in a session. The program gives teachers no access of their own. Ask the"
                " coach to see what is kept about you.",
                "principal": "The principal, colleagues and the district: only what stands in a"
                " report.",
                "files": "Anybody else who can open the coach's files: the private and the shared"
                " part, but nothing that is sealed.",
            },
        ),
        Topic.PROTECTS: SectionWording(
            "What the encryption protects",
            ("With a good passphrase, what is sealed stays unreadable when",),
            {
                "lost_computer": "the computer is lost or stolen;",
                "other_users": "somebody else uses the computer and can open the files;",
                "backups": "a backup lies on a stick, on a shared drive or in a mailbox;",
                "synced_folder": "a service copies the folder to another place.",
            },
        ),
        Topic.LIMITS: SectionWording(
            "What it does not protect",
            (),
            {
                "open_screen": "An open screen. While the coach has it unlocked, whoever sits there"
                " can read it.",
                "takeover": "A computer that somebody else controls, for example through malware.",
                "in_the_clear": "The private and the shared part: names, dates, who met whom, and"
                " how many notes there are and about how long.",
                "weak_passphrase": "A passphrase that is easy to guess.",
                "no_passphrase": "A setup without a passphrase. The coach can choose one; then"
                " whoever has the files can read everything. Ask the coach which it is.",
                "copies": "Copies outside the program: prints, a card handed to a teacher, files"
                " that the coach wrote or exported.",
                "earlier_copies": "The past. What is deleted stays in earlier copies of the records"
                " until the coach deletes those too. A coach who is asked to can erase everything"
                " about one teacher, there and in the earlier copies of the records.",
                "lost_key": "Forgetting. Without passphrase and recovery key nobody can open what"
                " is sealed, not even the coach.",
            },
        ),
        Topic.LAW: SectionWording(
            "The law where you are",
            (
                "Laws about school records and personal data differ from place to place. A school"
                " may have to keep some records, show them to the person they are about, or hand"
                " them over when the law asks for it. A coach may have to report some things, for"
                " example when a child may be in danger. Encryption and this page change none of"
                " these duties.",
                "This page is not legal advice. Before you start, ask your school or district"
                " which rules apply.",
            ),
            {},
        ),
    },
)
