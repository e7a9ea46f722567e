<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Acts</name>
    <message>
        <source>Fire: alarm or evacuation</source>
        <translation>火警：警报或疏散</translation>
    </message>
    <message>
        <source>Find anything</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Sign in or out</source>
        <translation>签到或签退</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>写备注</translation>
    </message>
    <message>
        <source>No answer: next contact</source>
        <translation>无人接听：下一联系人</translation>
    </message>
    <message>
        <source>Busy: next contact</source>
        <translation>占线：下一联系人</translation>
    </message>
    <message>
        <source>Skip the step, with a reason</source>
        <translation>跳过步骤（注明原因）</translation>
    </message>
    <message>
        <source>Wait for an answer</source>
        <translation>等待回复</translation>
    </message>
    <message>
        <source>Take the incident on (acknowledge)</source>
        <translation>接手事件</translation>
    </message>
    <message>
        <source>Take command</source>
        <translation>担任现场指挥</translation>
    </message>
    <message>
        <source>Close the incident</source>
        <translation>结束事件</translation>
    </message>
    <message>
        <source>Undo the last step act (10 s)</source>
        <translation>撤销上一步操作（10 秒内）</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步骤</translation>
    </message>
    <message>
        <source>Previous step</source>
        <translation>上一步骤</translation>
    </message>
    <message>
        <source>Next incident</source>
        <translation>下一事件</translation>
    </message>
    <message>
        <source>Previous incident</source>
        <translation>上一事件</translation>
    </message>
    <message>
        <source>Heard: silence a lost feed</source>
        <translation>已知悉：数据中断不再发出提示音</translation>
    </message>
    <message>
        <source>Mute for 5 minutes, or sound again</source>
        <translation>静音 5 分钟，或恢复声音</translation>
    </message>
    <message>
        <source>Chinese / English</source>
        <translation>中文／英文</translation>
    </message>
    <message>
        <source>Light / dark</source>
        <translation>浅色／深色</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Wallboard on the second screen</source>
        <translation>第二屏幕显示大屏</translation>
    </message>
    <message>
        <source>Fill in what the step asks</source>
        <translation>填写本步骤所问内容</translation>
    </message>
    <message>
        <source>Further down in the incident</source>
        <translation>事件内容下翻</translation>
    </message>
    <message>
        <source>Back up in the incident</source>
        <translation>事件内容上翻</translation>
    </message>
</context>
<context>
    <name>fw::console::AlarmWindow</name>
    <message>
        <source>Floorwarden watchdog</source>
        <translation>Floorwarden 看护程序</translation>
    </message>
    <message>
        <source>Restart the console</source>
        <translation>重新启动控制台</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>暂不处理</translation>
    </message>
    <message>
        <source>The console does not answer. Watch the floor by eye.</source>
        <translation>控制台无响应。请目视监看现场。</translation>
    </message>
    <message>
        <source>The console has ended unexpectedly. Watch the floor by eye. Everything recorded is kept; a restart goes on at the same step.</source>
        <translation>控制台意外退出。请目视监看现场。已记录的内容完好，重新启动后从同一步骤继续。</translation>
    </message>
    <message>
        <source>NO SOUND: no sound device answers</source>
        <translation>无声音：没有可用的音频设备</translation>
    </message>
    <message>
        <source>The console is being started again. Watch the floor by eye until it is there.</source>
        <translation>控制台正在重新启动。恢复之前请目视监看现场。</translation>
    </message>
    <message>
        <source>The console did not start again. Watch the floor by eye and work on from the printed plan. Everything recorded is kept.</source>
        <translation>控制台未能重新启动。请目视监看现场，并按纸质预案继续处置。已记录的内容完好。</translation>
    </message>
</context>
<context>
    <name>fw::console::Banner</name>
    <message>
        <source>The engine has stopped answering: watch the floor by eye</source>
        <translation>处置引擎无响应：请目视监看现场</translation>
    </message>
    <message>
        <source>Rules are not proven to run: watch the floor by eye</source>
        <translation>规则运行未获验证：请目视监看现场</translation>
    </message>
    <message>
        <source>The journal takes no entries: write down what you do</source>
        <translation>处置记录无法写入：请用纸笔记下所做的事</translation>
    </message>
    <message>
        <source>NOT RECORDED: the disk refuses the journal&apos;s entries; they are kept and tried again</source>
        <translation>未能记录：磁盘拒绝写入处置记录；条目已保留并会重试</translation>
    </message>
    <message>
        <source>No data from the PBX: watch the floor by eye</source>
        <translation>交换机无数据：请目视监看现场</translation>
    </message>
    <message>
        <source>FIRE ALARM · 119 · %1</source>
        <translation>火警 · 119 · %1</translation>
    </message>
</context>
<context>
    <name>fw::console::Card</name>
    <message>
        <source>Power</source>
        <translation>电力</translation>
    </message>
    <message>
        <source>not watched</source>
        <translation>未监测</translation>
    </message>
    <message>
        <source>No UPS in the site file</source>
        <translation>现场配置中没有 UPS</translation>
    </message>
    <message>
        <source>Battery low</source>
        <translation>电池电量低</translation>
    </message>
    <message>
        <source>On battery</source>
        <translation>电池供电</translation>
    </message>
    <message>
        <source>no data</source>
        <translation>无数据</translation>
    </message>
    <message>
        <source>%1 silent since %2</source>
        <translation>%1 自 %2 起无数据</translation>
    </message>
    <message>
        <source>%1 has not answered yet</source>
        <translation>%1 尚无应答</translation>
    </message>
    <message>
        <source>On line</source>
        <translation>市电</translation>
    </message>
    <message>
        <source>load %1</source>
        <translation>负载 %1</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>battery lasts %1</source>
        <translation>断电可供 %1</translation>
    </message>
    <message>
        <source>last: </source>
        <translation>此前：</translation>
    </message>
    <message>
        <source>%1, worst of %2</source>
        <translation>%1（%2 台中最差）</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>No sensor yet</source>
        <translation>尚无传感器数据</translation>
    </message>
    <message>
        <source>%1 °C</source>
        <translation>%1 °C</translation>
    </message>
    <message>
        <source>Nearest to alarm</source>
        <translation>最接近告警</translation>
    </message>
    <message>
        <source>Nothing is near its limit</source>
        <translation>各项均远离限值</translation>
    </message>
    <message>
        <source>%1: %2 until %3</source>
        <translation>%1 %2，至 %3</translation>
    </message>
    <message>
        <source>%1: last %2</source>
        <translation>%1：此前 %2</translation>
    </message>
    <message>
        <source>Nothing else is near its limit</source>
        <translation>没有其他接近限值的项目</translation>
    </message>
</context>
<context>
    <name>fw::console::ClockBar</name>
    <message>
        <source>paused, no data</source>
        <translation>暂停，无数据</translation>
    </message>
    <message>
        <source>due at %1</source>
        <translation>应于 %1 完成</translation>
    </message>
    <message>
        <source>must hold until %1</source>
        <translation>须保持至 %1</translation>
    </message>
</context>
<context>
    <name>fw::console::Finder</name>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
</context>
<context>
    <name>fw::console::Form</name>
    <message>
        <source>Cancel · Esc</source>
        <translation>取消 · Esc</translation>
    </message>
    <message>
        <source>Choose one first</source>
        <translation>请先选择一项</translation>
    </message>
    <message>
        <source>Fill in this field first</source>
        <translation>请先填写此项</translation>
    </message>
    <message>
        <source>Page Down: %1</source>
        <translation>按 Page Down 翻页：%1</translation>
    </message>
    <message>
        <source>E: %1</source>
        <translation>按 E 填写：%1</translation>
    </message>
</context>
<context>
    <name>fw::console::IncidentPanel</name>
    <message>
        <source>Take on · A</source>
        <translation>接手 · A</translation>
    </message>
    <message>
        <source>Take command · C</source>
        <translation>担任指挥 · C</translation>
    </message>
    <message>
        <source>Close… · X</source>
        <translation>结束… · X</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>经过</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>经过</translation>
    </message>
    <message>
        <source>No open incident</source>
        <translation>没有未结束的事件</translation>
    </message>
    <message>
        <source>No open incident; no data from the PBX: watch the floor by eye</source>
        <translation>没有未结束的事件；交换机无数据：请目视监看现场</translation>
    </message>
    <message>
        <source>Ctrl+1 … Ctrl+8 start a procedure, F12 is fire, Ctrl+K finds anything.</source>
        <translation>Ctrl+1 至 Ctrl+8 启动预案，F12 火警，Ctrl+K 查找。</translation>
    </message>
    <message>
        <source>opened by rule at %1</source>
        <translation>%1 规则触发</translation>
    </message>
    <message>
        <source>opened by hand at %1</source>
        <translation>%1 人工启动</translation>
    </message>
    <message>
        <source>in hand: %1, until %2</source>
        <translation>处理中：%1，至 %2</translation>
    </message>
    <message>
        <source>needs you: nobody has taken it on</source>
        <translation>待处理：尚无人接手</translation>
    </message>
    <message>
        <source>commander %1</source>
        <translation>现场指挥 %1</translation>
    </message>
    <message>
        <source>Everything its closing rule asks for is there: X closes it.</source>
        <translation>结束条件已全部满足：按 X 结束。</translation>
    </message>
    <message>
        <source>For closing: %1</source>
        <translation>结束前尚缺：%1</translation>
    </message>
    <message>
        <source>Close this incident</source>
        <translation>结束此事件</translation>
    </message>
    <message>
        <source>Close against the rule</source>
        <translation>强制结束</translation>
    </message>
    <message>
        <source>Close · Enter</source>
        <translation>结束 · 回车</translation>
    </message>
    <message>
        <source>Close against the rule · Enter</source>
        <translation>强制结束 · 回车</translation>
    </message>
    <message>
        <source>Reason for closing now</source>
        <translation>此时结束的原因</translation>
    </message>
    <message>
        <source>urgency %1 of 3</source>
        <translation>紧急程度 %1／3</translation>
    </message>
    <message>
        <source>somebody not signed in</source>
        <translation>未签到人员</translation>
    </message>
    <message>
        <source>Closed a short while ago: a new incident opens at %1 if it lasts. To act at once, start it by hand.</source>
        <translation>刚结束不久：若持续到 %1，将启动新事件。需立即处置，请人工启动。</translation>
    </message>
    <message>
        <source>E, then type</source>
        <translation>按 E 后输入</translation>
    </message>
    <message>
        <source>is not over</source>
        <translation>尚未恢复</translation>
    </message>
    <message>
        <source>Why was it missed: %1?</source>
        <translation>为何超时：%1？</translation>
    </message>
    <message>
        <source>what opened it no longer holds</source>
        <translation>触发条件已不再成立</translation>
    </message>
    <message>
        <source>needs you: no longer in the hands of %1</source>
        <translation>待处理：%1 的接手已到期</translation>
    </message>
</context>
<context>
    <name>fw::console::IncidentTabs</name>
    <message numerus="yes">
        <source>%n more incident(s): Ctrl+Right</source>
        <translation>
            <numerusform>另有 %n 起事件：Ctrl+Right</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fw::console::JournalLine</name>
    <message numerus="yes">
        <source>NOT RECORDED: %n entr(ies)</source>
        <translation>
            <numerusform>未能记录：%n 条</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>recording %n entr(ies)</source>
        <translation>
            <numerusform>正在记录 %n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>everything recorded · %1</source>
        <translation>已全部记录 · %1</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>处置记录</translation>
    </message>
    <message>
        <source>not known whether it is recorded</source>
        <translation>不知是否已记录</translation>
    </message>
</context>
<context>
    <name>fw::console::LivePage</name>
    <message>
        <source>Queues · last 15 min</source>
        <translation>队列 · 最近 15 分钟</translation>
    </message>
    <message>
        <source>Procedures</source>
        <translation>应急预案</translation>
    </message>
    <message>
        <source>FIRE · F12</source>
        <translation>火警 · F12</translation>
    </message>
    <message>
        <source>Queues</source>
        <translation>队列</translation>
    </message>
</context>
<context>
    <name>fw::console::MainWindow</name>
    <message>
        <source>Procedure: %1</source>
        <translation>预案：%1</translation>
    </message>
    <message>
        <source>Incident: %1 %2</source>
        <translation>事件：%1 %2</translation>
    </message>
    <message>
        <source>Contact: %1</source>
        <translation>联系人：%1</translation>
    </message>
    <message>
        <source>Seat %1</source>
        <translation>座席 %1</translation>
    </message>
    <message>
        <source> · agent %1</source>
        <translation> · 客服 %1</translation>
    </message>
    <message>
        <source>Find an act, an incident, a seat, an agent, a contact</source>
        <translation>查找操作、事件、座席、客服、联系人</translation>
    </message>
    <message>
        <source>Start or go to a procedure</source>
        <translation>启动或转到预案</translation>
    </message>
    <message>
        <source>The step&apos;s main act</source>
        <translation>当前步骤的主要操作</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>回车</translation>
    </message>
    <message>
        <source>Keys: type to look for one, Enter does it</source>
        <translation>按键一览：输入可查找，回车执行</translation>
    </message>
    <message>
        <source>Not carried out: %1</source>
        <translation>未执行：%1</translation>
    </message>
    <message>
        <source>The watchdog ended and is started again</source>
        <translation>看护程序已退出，正在重新启动</translation>
    </message>
    <message>
        <source>No watchdog: nobody notices when this console stops</source>
        <translation>没有看护程序：控制台停止时无人知道</translation>
    </message>
    <message>
        <source>This step calls nobody</source>
        <translation>本步骤无需致电</translation>
    </message>
    <message>
        <source> · out of service: put it back in service</source>
        <translation> · 已停用：恢复使用</translation>
    </message>
    <message>
        <source>Nothing to undo: Done, Skip and Wait can be taken back for 10 seconds</source>
        <translation>没有可撤销的操作：完成、跳过、等待在 10 秒内可以撤销</translation>
    </message>
    <message>
        <source>This has just come to the front: look, then press again.</source>
        <translation>画面刚切换：请看清后再按。</translation>
    </message>
    <message>
        <source>One key acts once. What is asked now: look, then press again.</source>
        <translation>一次按键只执行一次。请看清当前询问后再按。</translation>
    </message>
    <message>
        <source>Nothing is asked here</source>
        <translation>此处没有需要填写的内容</translation>
    </message>
    <message>
        <source>Heard: what is lost now sounds no more</source>
        <translation>已知悉：当前的数据中断不再发出提示音</translation>
    </message>
    <message>
        <source>Muted, of all but what is new</source>
        <translation>已静音，新告警除外</translation>
    </message>
    <message>
        <source>Sound is on again</source>
        <translation>声音已恢复</translation>
    </message>
</context>
<context>
    <name>fw::console::NoteLine</name>
    <message>
        <source>14:05 what happened, Enter</source>
        <translation>14:05 发生了什么，回车</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Note · T</source>
        <translation>备注 · T</translation>
    </message>
    <message>
        <source>Note of the shift · T</source>
        <translation>当班备注 · T</translation>
    </message>
</context>
<context>
    <name>fw::console::NowCard</name>
    <message>
        <source>no answer</source>
        <translation>无人接听</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>占线</translation>
    </message>
    <message>
        <source>wrong number</source>
        <translation>号码错误</translation>
    </message>
    <message>
        <source>line dead</source>
        <translation>线路不通</translation>
    </message>
    <message>
        <source>reached</source>
        <translation>已联系上</translation>
    </message>
    <message>
        <source>No answer · N</source>
        <translation>无人接听 · N</translation>
    </message>
    <message>
        <source>Busy · B</source>
        <translation>占线 · B</translation>
    </message>
    <message>
        <source>Wrong number</source>
        <translation>号码错误</translation>
    </message>
    <message>
        <source>Line dead</source>
        <translation>线路不通</translation>
    </message>
    <message>
        <source>Wait… · W</source>
        <translation>等待… · W</translation>
    </message>
    <message>
        <source>Skip… · S</source>
        <translation>跳过… · S</translation>
    </message>
    <message>
        <source>Undo · Ctrl+Z</source>
        <translation>撤销 · Ctrl+Z</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>当前步骤</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Waiting for an answer</source>
        <translation>等待回复</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>已跳过</translation>
    </message>
    <message>
        <source> · overdue</source>
        <translation> · 已超时</translation>
    </message>
    <message>
        <source>Number to call</source>
        <translation>拨打号码</translation>
    </message>
    <message>
        <source>contact %1 of %2</source>
        <translation>第 %1／%2 联系人</translation>
    </message>
    <message>
        <source>nobody is named for this in contacts.csv</source>
        <translation>contacts.csv 中未登记联系人</translation>
    </message>
    <message>
        <source>last try: %1</source>
        <translation>上次：%1</translation>
    </message>
    <message>
        <source>outside hours %1</source>
        <translation>不在值班时段 %1</translation>
    </message>
    <message>
        <source>number checked %1</source>
        <translation>号码核对于 %1</translation>
    </message>
    <message>
        <source>No phone is known to work: use a personal mobile</source>
        <translation>没有确认可用的电话：请用个人手机</translation>
    </message>
    <message>
        <source>from: %1</source>
        <translation>使用：%1</translation>
    </message>
    <message>
        <source>not from: ✕ %1</source>
        <translation>勿用：✕ %1</translation>
    </message>
    <message>
        <source>Reached · Enter</source>
        <translation>已联系上 · 回车</translation>
    </message>
    <message>
        <source>Take command · Enter</source>
        <translation>担任指挥 · 回车</translation>
    </message>
    <message>
        <source>Assign a seat… · Enter</source>
        <translation>指定座席… · 回车</translation>
    </message>
    <message>
        <source>Out of service… · Enter</source>
        <translation>停用… · 回车</translation>
    </message>
    <message>
        <source>Done · Enter</source>
        <translation>完成 · 回车</translation>
    </message>
    <message>
        <source>To which seat?</source>
        <translation>换到哪个座席？</translation>
    </message>
    <message>
        <source>Take the seat out of service</source>
        <translation>座席停用</translation>
    </message>
    <message>
        <source>Seat</source>
        <translation>座席</translation>
    </message>
    <message>
        <source>Reference of the repair</source>
        <translation>报修单号</translation>
    </message>
    <message>
        <source>Do it · Enter</source>
        <translation>确定 · 回车</translation>
    </message>
    <message>
        <source>Why skip it?</source>
        <translation>为何跳过？</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>不需要</translation>
    </message>
    <message>
        <source>done by others</source>
        <translation>已由他人完成</translation>
    </message>
    <message>
        <source>nobody reached</source>
        <translation>无人联系上</translation>
    </message>
    <message>
        <source>impossible now</source>
        <translation>暂无法执行</translation>
    </message>
    <message>
        <source>started in error</source>
        <translation>误启动</translation>
    </message>
    <message>
        <source>other: say why</source>
        <translation>其他：请说明</translation>
    </message>
    <message>
        <source>Wait for an answer</source>
        <translation>等待回复</translation>
    </message>
    <message>
        <source>For whom?</source>
        <translation>等待谁？</translation>
    </message>
    <message>
        <source>How many minutes?</source>
        <translation>多少分钟？</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>Wait · Enter</source>
        <translation>等待 · 回车</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Skip · Enter</source>
        <translation>跳过 · 回车</translation>
    </message>
    <message>
        <source>separated by commas</source>
        <translation>用逗号分隔</translation>
    </message>
    <message>
        <source>name: answer, separated by commas</source>
        <translation>名称：答复，用逗号分隔</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>请选择</translation>
    </message>
    <message>
        <source>Note it</source>
        <translation>请登记</translation>
    </message>
    <message>
        <source>Note · Enter</source>
        <translation>登记 · 回车</translation>
    </message>
    <message>
        <source>It may be closed</source>
        <translation>可以结束</translation>
    </message>
    <message>
        <source>Nothing to do now</source>
        <translation>目前没有要做的步骤</translation>
    </message>
    <message>
        <source>It waits for this: %1</source>
        <translation>尚待：%1</translation>
    </message>
    <message>
        <source>Enter, then type</source>
        <translation>按回车后输入</translation>
    </message>
    <message>
        <source>E, then type</source>
        <translation>按 E 后输入</translation>
    </message>
    <message>
        <source>If it is known</source>
        <translation>如已知，请填写</translation>
    </message>
    <message>
        <source>This floor has no seat %1. If it is meant, press Enter again.</source>
        <translation>本职场没有座席 %1。如确认无误，请再按回车。</translation>
    </message>
    <message>
        <source>Enter asks whether to close it.</source>
        <translation>按回车进入结束确认。</translation>
    </message>
    <message>
        <source>%1 sits at seat %2. If it is meant, press Enter again.</source>
        <translation>座席 %2 已有 %1。如确认无误，请再按回车。</translation>
    </message>
    <message>
        <source>the superior knows: once more from the first contact</source>
        <translation>已报上级领导：从第一联系人重新致电</translation>
    </message>
    <message>
        <source>nobody else was reached: the superior now</source>
        <translation>其他人均未联系上：请联系上级领导</translation>
    </message>
    <message>
        <source>Watched (Ctrl+Down): %1</source>
        <translation>持续观察（Ctrl+↓）：%1</translation>
    </message>
    <message>
        <source>No seat without an agent is known.</source>
        <translation>没有已知的空座席。</translation>
    </message>
    <message>
        <source>Without an agent: %1</source>
        <translation>空座席：%1</translation>
    </message>
    <message>
        <source>Waiting for %1 until %2</source>
        <translation>等待 %1，至 %2</translation>
    </message>
    <message>
        <source>How many minutes? A whole number from 1 to 1440.</source>
        <translation>多少分钟？请填 1 至 1440 的整数。</translation>
    </message>
</context>
<context>
    <name>fw::console::Painted</name>
    <message>
        <source>paused</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>over</source>
        <translation>已超时</translation>
    </message>
    <message>
        <source>left</source>
        <translation>剩余</translation>
    </message>
    <message>
        <source>%1, paused</source>
        <translation>%1（暂停）</translation>
    </message>
    <message>
        <source>%1 over</source>
        <translation>已超时 %1</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
</context>
<context>
    <name>fw::console::ProcedureModel</name>
    <message numerus="yes">
        <source>%n seat(s)</source>
        <translation>
            <numerusform>%n 个座席</numerusform>
        </translation>
    </message>
    <message>
        <source>Seat %1</source>
        <translation>座席 %1</translation>
    </message>
    <message>
        <source>whole site</source>
        <translation>全场</translation>
    </message>
    <message>
        <source>no data</source>
        <translation>无数据</translation>
    </message>
    <message>
        <source>on line · %1 in reserve</source>
        <translation>市电 · 电池可供 %1</translation>
    </message>
    <message>
        <source>on line</source>
        <translation>市电</translation>
    </message>
    <message numerus="yes">
        <source>%n system(s) answer</source>
        <translation>
            <numerusform>%n 个系统正常</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 °C</source>
        <translation>%1 °C</translation>
    </message>
    <message numerus="yes">
        <source> and %n more</source>
        <translation>
            <numerusform> 等，另有 %n 起</numerusform>
        </translation>
    </message>
    <message>
        <source> · needs you</source>
        <translation> · 待处理</translation>
    </message>
    <message>
        <source>battery low</source>
        <translation>电池电量低</translation>
    </message>
    <message>
        <source>on battery · %1 left</source>
        <translation>电池供电 · 剩余 %1</translation>
    </message>
    <message>
        <source>on battery</source>
        <translation>电池供电</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n system(s) answer</source>
        <translation>
            <numerusform>%n 个系统中 %1 个正常</numerusform>
        </translation>
    </message>
    <message>
        <source>may be closed · %1</source>
        <translation>可以结束 · %1</translation>
    </message>
    <message>
        <source>opens %1 · %2 is not over</source>
        <translation>%1 启动 · %2 尚未恢复</translation>
    </message>
    <message>
        <source>suggested by %1</source>
        <translation>由“%1”建议</translation>
    </message>
</context>
<context>
    <name>fw::console::QueueModel</name>
    <message>
        <source>no data</source>
        <translation>无数据</translation>
    </message>
    <message>
        <source>too few</source>
        <translation>样本不足</translation>
    </message>
    <message>
        <source>Callers waiting now. Limit: %1.</source>
        <translation>当前排队数。限值：%1。</translation>
    </message>
    <message>
        <source>Callers waiting now. No limit set.</source>
        <translation>当前排队数。未设限值。</translation>
    </message>
    <message>
        <source>Wait of the caller who waits longest now. Limit: %1.</source>
        <translation>当前等待最久的来电已等时长。限值：%1。</translation>
    </message>
    <message>
        <source>Wait of the caller who waits longest now. No limit set.</source>
        <translation>当前等待最久的来电已等时长。未设限值。</translation>
    </message>
    <message>
        <source>Answered within %1 ÷ (answered + abandoned + waiting longer than %1 − short abandons), last 15 min: %2 of %3 answered in time. Counted when answered; under 20 calls: too few.</source>
        <translation>%1 内接通 ÷（接通 + 放弃 + 已等超过 %1 − 短时放弃），最近 15 分钟：接通 %3，其中按时 %2。接通时计入；少于 20 次为样本不足。</translation>
    </message>
    <message>
        <source>Abandoned without the short ones (≤ 5 s) ÷ the same calls as the service level, last 15 min: %1 abandoned, %2 short.</source>
        <translation>放弃量（不含 5 秒内的短时放弃）÷ 与服务水平相同的分母，最近 15 分钟：放弃 %1，其中短时 %2。</translation>
    </message>
    <message>
        <source>Calls that entered in the last 15 min (%1), as calls an hour; the curve: each 10 s of the last half hour.</source>
        <translation>最近 15 分钟呼入 %1 次，折算为每小时；曲线为最近半小时，每 10 秒一点。</translation>
    </message>
    <message>
        <source>%1 free, %2 talking, %3 ringing, %4 paused</source>
        <translation>空闲 %1，通话 %2，振铃 %3，示忙 %4</translation>
    </message>
    <message>
        <source>The PBX is silent: these values are not known.</source>
        <translation>交换机无数据，以上数值未知。</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>排队数</translation>
    </message>
    <message>
        <source>Longest</source>
        <translation>最长等待</translation>
    </message>
    <message>
        <source>Service level</source>
        <translation>服务水平</translation>
    </message>
    <message>
        <source>Abandoned</source>
        <translation>放弃率</translation>
    </message>
    <message>
        <source>Free · talking · paused</source>
        <translation>空闲 · 通话 · 示⁠忙</translation>
    </message>
    <message>
        <source>Arrivals /h</source>
        <translation>呼入量 每小时</translation>
    </message>
</context>
<context>
    <name>fw::console::SeatGrid</name>
    <message>
        <source>no data</source>
        <translation>无数据</translation>
    </message>
    <message>
        <source>nobody signed in</source>
        <translation>无人签入</translation>
    </message>
    <message>
        <source>free</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>ringing</source>
        <translation>振铃</translation>
    </message>
    <message>
        <source>talking</source>
        <translation>通话</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>示忙</translation>
    </message>
    <message>
        <source>phone unreachable</source>
        <translation>话机失联</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>故障</translation>
    </message>
    <message>
        <source>out of service</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>agent on the way</source>
        <translation>换座中</translation>
    </message>
    <message>
        <source>Seat %1: %2</source>
        <translation>座席 %1：%2</translation>
    </message>
    <message>
        <source> · agent %1</source>
        <translation> · 客服 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n seat(s)</source>
        <translation>
            <numerusform>%n 个座席</numerusform>
        </translation>
    </message>
    <message>
        <source>Seats</source>
        <translation>座席</translation>
    </message>
    <message>
        <source>Seats · %1 in service</source>
        <translation>座席 · %1 个在用</translation>
    </message>
    <message>
        <source> · %1 out</source>
        <translation> · %1 个停用</translation>
    </message>
    <message>
        <source>Seats · no data</source>
        <translation>座席 · 无数据</translation>
    </message>
    <message>
        <source> · %1 no data</source>
        <translation> · %1 个无数据</translation>
    </message>
    <message>
        <source> · %1 failed</source>
        <translation> · %1 个故障</translation>
    </message>
</context>
<context>
    <name>fw::console::Starter</name>
    <message>
        <source>%1 starts by its rules only</source>
        <translation>%1 只能由规则触发</translation>
    </message>
    <message>
        <source>Start by hand: %1</source>
        <translation>人工启动：%1</translation>
    </message>
    <message>
        <source>Enter starts it, Esc leaves. Nothing is sent anywhere.</source>
        <translation>回车启动，Esc 返回。不会向外发送任何内容。</translation>
    </message>
    <message>
        <source>Start · Enter</source>
        <translation>启动 · 回车</translation>
    </message>
    <message>
        <source>Which seat?</source>
        <translation>哪个座席？</translation>
    </message>
    <message>
        <source>Which queue?</source>
        <translation>哪个队列？</translation>
    </message>
    <message>
        <source>Which system?</source>
        <translation>哪个系统？</translation>
    </message>
    <message>
        <source>Which room or zone?</source>
        <translation>哪个房间或区域？</translation>
    </message>
    <message>
        <source>Which service and region?</source>
        <translation>哪项业务、哪个地区？</translation>
    </message>
    <message>
        <source>Which campaign?</source>
        <translation>哪个外呼活动？</translation>
    </message>
    <message>
        <source>Who is on duty here?</source>
        <translation>当前由谁值班？</translation>
    </message>
    <message>
        <source>Name or number. It stands beside everything you do from now on.</source>
        <translation>姓名或工号，此后每项操作都会注明。</translation>
    </message>
    <message>
        <source>On duty: %1. Another name takes over; an empty one signs out.</source>
        <translation>当前值班：%1。填写他人即为接班，留空即签退。</translation>
    </message>
    <message>
        <source>Name or number</source>
        <translation>姓名或工号</translation>
    </message>
    <message>
        <source>Sign in · Enter</source>
        <translation>签到 · 回车</translation>
    </message>
    <message>
        <source>This console cannot lead you through a fire now: call 119, follow the printed plan</source>
        <translation>本机目前无法引导火警处置：请拨打 119，按纸质预案执行</translation>
    </message>
</context>
<context>
    <name>fw::console::StepModel</name>
    <message>
        <source>pending</source>
        <translation>待办</translation>
    </message>
    <message>
        <source>active</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待回复</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>已跳过</translation>
    </message>
    <message>
        <source>%1 until %2</source>
        <translation>%1，至 %2</translation>
    </message>
    <message>
        <source>overdue</source>
        <translation>已超时</translation>
    </message>
    <message>
        <source>due %1</source>
        <translation>应于 %1 完成</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>%1 起</translation>
    </message>
</context>
<context>
    <name>fw::console::TimelineModel</name>
    <message>
        <source> · written at %1</source>
        <translation> · 登记于 %1</translation>
    </message>
    <message>
        <source> · not recorded yet</source>
        <translation> · 尚未记录</translation>
    </message>
</context>
<context>
    <name>fw::console::TopBar</name>
    <message>
        <source>nobody signed in · F2</source>
        <translation>无人签到 · F2</translation>
    </message>
    <message>
        <source>Supervisor %1</source>
        <translation>主管 %1</translation>
    </message>
    <message>
        <source>NO SOUND</source>
        <translation>无声音</translation>
    </message>
    <message>
        <source>No sound device answers: alarms are silent.</source>
        <translation>声音设备无响应：告警没有声音。</translation>
    </message>
    <message>
        <source>Muted · %1</source>
        <translation>静音 · %1</translation>
    </message>
    <message>
        <source>Sound is off for a while; a new high alarm breaks it.</source>
        <translation>暂时静音；新的高级别告警会恢复声音。</translation>
    </message>
    <message>
        <source>PBX: connecting</source>
        <translation>交换机：连接中</translation>
    </message>
    <message>
        <source>PBX live</source>
        <translation>交换机正常</translation>
    </message>
    <message>
        <source>PBX: reading the floor</source>
        <translation>交换机：读取现场中</translation>
    </message>
    <message>
        <source>PBX: no data since %1</source>
        <translation>交换机：自 %1 起无数据</translation>
    </message>
    <message>
        <source>UPS battery low</source>
        <translation>UPS 电量低</translation>
    </message>
    <message>
        <source>UPS on battery</source>
        <translation>UPS 电池供电</translation>
    </message>
    <message>
        <source>UPS on line</source>
        <translation>UPS 市电</translation>
    </message>
    <message>
        <source>UPS: no data since %1</source>
        <translation>UPS：自 %1 起无数据</translation>
    </message>
    <message>
        <source>%1 °C</source>
        <translation>%1 °C</translation>
    </message>
    <message>
        <source>Environment: no data</source>
        <translation>环境：无数据</translation>
    </message>
    <message numerus="yes">
        <source>%n system(s) in trouble</source>
        <translation>
            <numerusform>%n 个系统异常</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n system(s): no data</source>
        <translation>
            <numerusform>%n 个系统无数据</numerusform>
        </translation>
    </message>
    <message>
        <source>Systems up</source>
        <translation>系统正常</translation>
    </message>
    <message>
        <source>ENGINE STALLED</source>
        <translation>引擎无响应</translation>
    </message>
    <message>
        <source>This screen no longer follows the floor.</source>
        <translation>本屏幕已不再反映现场。</translation>
    </message>
    <message>
        <source>NOT RECORDED: %1</source>
        <translation>未能记录：%1</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>记录正常</translation>
    </message>
    <message>
        <source>Time on the floor</source>
        <translation>现场时间</translation>
    </message>
    <message>
        <source>The journal takes no more entries: nothing is decided, no act is carried out.</source>
        <translation>处置记录无法再写入：规则停止，操作不会执行。</translation>
    </message>
    <message>
        <source>The disk refuses entries; they are kept in memory and tried again.</source>
        <translation>磁盘拒绝写入；条目保存在内存中并会重试。</translation>
    </message>
</context>
<context>
    <name>fw::console::TrendChart</name>
    <message>
        <source>Waiting callers</source>
        <translation>排队数</translation>
    </message>
    <message>
        <source>Waiting callers · %1</source>
        <translation>排队数 · %1</translation>
    </message>
    <message>
        <source>limit %1 for %2</source>
        <translation>上限 %1，持续 %2</translation>
    </message>
    <message>
        <source>no data</source>
        <translation>无数据</translation>
    </message>
</context>
<context>
    <name>fw::console::Wallboard</name>
    <message>
        <source>Normal</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>No data from the PBX</source>
        <translation>交换机无数据</translation>
    </message>
    <message>
        <source>no data</source>
        <translation>无数据</translation>
    </message>
</context>
</TS>
