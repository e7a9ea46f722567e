<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en">
<context>
    <name>fw::console::IncidentTabs</name>
    <message numerus="yes">
        <source>%n more incident(s): Ctrl+Right</source>
        <translation>
            <numerusform>%n more incident: Ctrl+Right</numerusform>
            <numerusform>%n more incidents: Ctrl+Right</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fw::console::JournalLine</name>
    <message numerus="yes">
        <source>NOT RECORDED: %n entr(ies)</source>
        <translation>
            <numerusform>NOT RECORDED: %n entry</numerusform>
            <numerusform>NOT RECORDED: %n entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>recording %n entr(ies)</source>
        <translation>
            <numerusform>recording %n entry</numerusform>
            <numerusform>recording %n entries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fw::console::ProcedureModel</name>
    <message numerus="yes">
        <source>%n seat(s)</source>
        <translation>
            <numerusform>%n seat</numerusform>
            <numerusform>%n seats</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n system(s) answer</source>
        <translation>
            <numerusform>%n system answers</numerusform>
            <numerusform>%n systems answer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source> and %n more</source>
        <translation>
            <numerusform> and %n more</numerusform>
            <numerusform> and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n system(s) answer</source>
        <translation>
            <numerusform>%1 of %n system answers</numerusform>
            <numerusform>%1 of %n systems answer</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fw::console::SeatGrid</name>
    <message numerus="yes">
        <source>%n seat(s)</source>
        <translation>
            <numerusform>%n seat</numerusform>
            <numerusform>%n seats</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fw::console::TopBar</name>
    <message numerus="yes">
        <source>%n system(s) in trouble</source>
        <translation>
            <numerusform>%n system in trouble</numerusform>
            <numerusform>%n systems in trouble</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n system(s): no data</source>
        <translation>
            <numerusform>%n system: no data</numerusform>
            <numerusform>%n systems: no data</numerusform>
        </translation>
    </message>
</context>
</TS>
