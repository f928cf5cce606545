"""The agreement in Spanish. ``Su coach`` avoids giving the coach a gender."""

from coachcli.sharing.wording import SectionWording, Topic, Wording

SPANISH = Wording(
    title="Qué se anota durante el coaching y quién puede leerlo",
    lead=(
        "Esta página es para docentes, para la dirección y para quien hace de coach. Explica qué"
        " se guarda sobre el coaching en esta escuela, para que todos puedan estar de acuerdo"
        " antes de empezar.",
        "Su coach lleva estos registros con un programa llamado coach, en su propia computadora."
        " El programa no necesita ninguna cuenta y no envía nada a ninguna parte. Es una memoria"
        " para quienes trabajan juntos. No sirve para juzgar a nadie: no califica ni compara a"
        " nadie, y cada cuánto se visita a un docente es solo una frecuencia.",
    ),
    sections={
        Topic.SEALED: SectionWording(
            "Sellado: lo que se dijo",
            (
                "Esto se cifra antes de guardarse. Solo se puede leer con la frase de contraseña o"
                " con la clave de recuperación de su coach.",
            ),
            {
                "session_texts": "Las notas de las sesiones y de las charlas breves: qué se vio y"
                " se dijo, qué funciona, qué cuesta, qué preguntar la próxima vez y por qué no"
                " hubo una sesión.",
                "step_texts": "El texto de los próximos pasos que acuerdan docente y coach.",
                "cycle_texts": "De un ciclo de coaching: lo que hay que contar sobre las"
                " evidencias, la reflexión del propio docente y lo que continúa después.",
                "idea_texts": "Buenas ideas vistas en las aulas.",
                "other_time_texts": "Notas sobre el trabajo de su coach sin docentes.",
            },
        ),
        Topic.PRIVATE: SectionWording(
            "Privado: solo para su coach",
            (
                "Esto no está cifrado, porque el programa lo necesita para planificar la semana. Su"
                " coach solo se lo muestra al docente de quien trata. Quien pueda abrir los"
                " archivos de su coach podría leerlo.",
            ),
            {
                "details": "Correo electrónico, aula, un nombre corto para escribir, cuándo dejó un"
                " docente el grupo de coaching y cómo quiere figurar en un informe.",
                "frequency": "Cada cuánto corresponde visitar a un docente, la espera más larga y"
                " desde cuándo.",
                "free_times": "Cuándo está libre un docente y cuándo está ausente.",
                "taking_part": "Quién participa en cada sesión.",
                "session_times": "El día, la hora y la franja de cada sesión, si su coach la fijó a"
                " mano y si cuenta como visita.",
                "session_outcomes": "Si una sesión tuvo lugar, quién la canceló y quién no estuvo.",
                "asked_by": "Si fue el docente quien pidió la sesión.",
                "step_dates": "A quién le toca un próximo paso, sus fechas y si sigue pendiente.",
                "cycle_details": "De un ciclo de coaching: quiénes participan, las fechas, el"
                " objetivo de aprendizaje, en qué fijarse, las fases anteriores y cómo se formuló"
                " antes la pregunta.",
                "evidence_details": "De quién es una evidencia, qué día se recogió y si se puede"
                " compartir.",
                "idea_details": "De quién fue una idea, si se puede nombrar al docente, su día, su"
                " foco y sus etiquetas.",
                "other_days": "Los días del trabajo de su coach sin docentes.",
                "open_questions": "Preguntas abiertas que a su coach le gusta hacer.",
                "school_calendar": "El horario escolar, los días sin coaching, las reuniones fijas"
                " y quién asiste a ellas, y cuántas visitas caben en una semana.",
                "settings": "Cómo está configurado el programa y cómo lee las palabras de las hojas"
                " de cálculo de su coach.",
                "bookkeeping": "Lo que el programa necesita para sí mismo: el número de cada"
                " entrada, qué entradas van juntas y de qué tipo es un texto sellado.",
            },
        ),
        Topic.SHARED: SectionWording(
            "Compartido: lo que puede contener un informe",
            (
                "Un informe se hace con esto y con nada más. Cada docente decide cómo figura en"
                " él: con nombre y pregunta, solo con el nombre o solo contado.",
                "La parte del programa que hace los informes no tiene ninguna clave, así que no"
                " puede abrir lo que está sellado.",
            ),
            {
                "names": "Los nombres de los docentes que reciben coaching.",
                "caseload": "Cuántos de ellos están asignados oficialmente o vienen de antes, y"
                " cuántos hay de un grado o de una materia.",
                "questions": "La pregunta en la que trabaja un docente o un equipo, su foco y la"
                " fase en la que está el trabajo.",
                "coaching": "De todas las sesiones realizadas en conjunto: que tuvieron lugar,"
                " cuánto duraron, de qué tipo fueron y con qué foco.",
                "evidence": "Qué se contó, y cuántos de cuántos, solo si docente y coach acordaron"
                " compartirlo.",
                "other_time": "El trabajo de su coach sin docentes: qué fue y cuántos minutos.",
            },
        ),
        Topic.NEVER: SectionWording(
            "Lo que un informe deja fuera",
            (
                "Estas reglas estrictas valen, salvo que todos los docentes implicados acuerden"
                " antes otras. Lo sellado, y quién pidió las sesiones, queda fuera en todo caso. Un"
                " informe no muestra:",
            ),
            {
                "what_was_said": "nada de lo que está sellado;",
                "counts_per_teacher": "cuántas sesiones o cuántos minutos tuvo un docente;",
                "session_dates": "la fecha o la hora de una sesión concreta;",
                "cancellations": "quién canceló ni cuántas veces;",
                "no_shows": "quién no estuvo ni cuántas veces;",
                "waits": "cada cuánto corresponde visitar a un docente ni cuánto tuvo que"
                " esperar alguien;",
                "who_asked": "quién pidió sesiones ni cuántas veces;",
                "steps": "los próximos pasos ni si se cumplieron;",
                "small_groups": "cuántas sesiones o minutos hubo con menos de {smallest} docentes."
                " Un grupo tan pequeño no se desglosa.",
            },
        ),
        Topic.READERS: SectionWording(
            "Quién puede leer qué",
            (),
            {
                "coach": "Su coach: todo, con la frase de contraseña.",
                "teacher": "Un docente: lo que su coach le entrega, por ejemplo una copia de los"
                " próximos pasos acordados en una sesión. El programa no da a los docentes un"
                " acceso propio. Pida a su coach ver lo que se guarda sobre usted.",
                "principal": "La dirección, los colegas y el distrito: solo lo que está en un"
                " informe.",
                "files": "Cualquier otra persona que pueda abrir los archivos de su coach: la parte"
                " privada y la compartida, pero nada de lo sellado.",
            },
        ),
        Topic.PROTECTS: SectionWording(
            "Lo que protege el cifrado",
            ("Con una buena frase de contraseña, lo sellado sigue siendo ilegible cuando",),
            {
                "lost_computer": "la computadora se pierde o alguien la roba;",
                "other_users": "otra persona usa la computadora y puede abrir los archivos;",
                "backups": "hay una copia de seguridad en una memoria USB, en una unidad compartida"
                " o en un buzón de correo;",
                "synced_folder": "un servicio copia la carpeta a otro lugar.",
            },
        ),
        Topic.LIMITS: SectionWording(
            "Lo que no protege",
            (),
            {
                "open_screen": "Una pantalla abierta. Mientras su coach la tenga desbloqueada,"
                " quien se siente delante puede leerlo.",
                "takeover": "Una computadora que controla otra persona, por ejemplo con un programa"
                " malicioso.",
                "in_the_clear": "La parte privada y la compartida: nombres, fechas, quién se reunió"
                " con quién, cuántas notas hay y qué largo tienen, más o menos.",
                "weak_passphrase": "Una frase de contraseña fácil de adivinar.",
                "no_passphrase": "Un uso sin frase de contraseña. Su coach puede elegirlo; entonces"
                " quien tenga los archivos puede leerlo todo. Pregúntele cuál es el caso.",
                "copies": "Las copias fuera del programa: impresiones, una hoja entregada a un"
                " docente, archivos que su coach escribió o exportó.",
                "earlier_copies": "El pasado. Lo que se borra queda en copias anteriores de los"
                " registros hasta que su coach borre también esas copias. Si se le pide, su coach"
                " puede borrar todo lo de un docente, ahí y en las copias anteriores.",
                "lost_key": "El olvido. Sin la frase de contraseña y sin la clave de recuperación"
                " nadie puede abrir lo sellado, tampoco su coach.",
            },
        ),
        Topic.LAW: SectionWording(
            "Lo que dice la ley",
            (
                "Las leyes sobre registros escolares y datos personales cambian de un lugar a otro."
                " Una escuela puede estar obligada a conservar ciertos registros, a mostrarlos a la"
                " persona de la que tratan o a entregarlos cuando la ley lo pida. Su coach puede"
                " tener la obligación de informar de algunas cosas, por ejemplo cuando un menor"
                " podría estar en peligro. Ni el cifrado ni esta página cambian esas obligaciones.",
                "Esta página no es asesoramiento legal. Antes de empezar, pregunte en su escuela o"
                " distrito qué reglas se aplican.",
            ),
            {},
        ),
    },
)
