BEGIN LIST VAR ups-a
VAR ups-a ambient.temperature "23.4"
VAR ups-a battery.charge "87"
VAR ups-a battery.charge.low "20"
VAR ups-a battery.runtime "1260"
VAR ups-a device.mfr "Lab \"Power\" \\ Sons"
VAR ups-a driver.name "dummy-ups"
VAR ups-a driver.parameter.port "lab.dev"
VAR ups-a input.voltage "0.0"
VAR ups-a ups.load "31.5"
VAR ups-a ups.status "OB DISCHRG"
VAR ups-a ups.temperature "29.5"
END LIST VAR ups-a
