package dev.kelp.functions;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Units of one quantity: each is so many of the base unit, counted from an offset (temperatures); a tilt is an angle's sine. */
final class Units {
    private static final double FOOT = 0.3048;
    private static final double POUND = 0.45359237;
    private static final double GRAVITY = 9.80665;
    private static final double CUBIC_FOOT = FOOT * FOOT * FOOT;
    private static final double US_GALLON = 0.003785411784;
    private static final double IMPERIAL_GALLON = 0.00454609;
    private static final double BRITISH_THERMAL_UNIT = 1055.05585262;
    private static final double LIGHT_YEAR = 9.4607304725808e15;
    private static final double PARSEC = 3.08567758128e16;
    private static final double ELECTRON_VOLT = 1.602176565e-19;

    /** The tables by the name of their quantity. */
    static final Map<String, Units> TABLES = tables();

    private record Unit(double size, double offset, boolean sine) {
        double toBase(double value) {
            return sine ? Math.toDegrees(Math.asin(value)) : value * size + offset;
        }

        double fromBase(double value) {
            return sine ? Math.sin(Math.toRadians(value)) : (value - offset) / size;
        }
    }

    private final Map<String, Unit> units = new HashMap<>();

    private Units() {}

    /** The value in another unit, null where either unit is unknown. */
    @Nullable
    Double convert(Double value, String from, String to) {
        Unit given = units.get(from.toLowerCase(Locale.ROOT));
        Unit wanted = units.get(to.toLowerCase(Locale.ROOT));
        return given == null || wanted == null ? null : (Double) wanted.fromBase(given.toBase(value));
    }

    private Units add(String name, double size) {
        return add(name, size, 0);
    }

    private Units add(String name, double size, double offset) {
        units.put(name.toLowerCase(Locale.ROOT), new Unit(size, offset, false));
        return this;
    }

    /** Decimal multiples of a unit: {@code milli} is a thousandth. */
    private Units multiples(String name, double size, String... prefixes) {
        for (String prefix : prefixes) {
            double factor =
                    switch (prefix) {
                        case "nano" -> 1e-9;
                        case "micro" -> 1e-6;
                        case "milli" -> 1e-3;
                        case "centi" -> 1e-2;
                        case "deci" -> 1e-1;
                        case "deca" -> 10;
                        case "hecto" -> 100;
                        case "kilo" -> 1e3;
                        case "mega" -> 1e6;
                        case "giga" -> 1e9;
                        case "tera" -> 1e12;
                        default -> 1;
                    };
            add(prefix + name, size * factor);
        }
        return this;
    }

    private static Map<String, Units> tables() {
        Map<String, Units> tables = new LinkedHashMap<>();
        tables.put("angle", angle());
        tables.put("energy", energy());
        tables.put("force", force());
        tables.put("length", length());
        tables.put("mass", mass());
        tables.put("speed", speed());
        tables.put("temperature", temperature());
        tables.put("volume", volume());
        return tables;
    }

    /** In degrees. */
    private static Units angle() {
        double radian = 180 / Math.PI;
        Units angles = new Units()
                .multiples("degree", 1, "", "nano", "micro", "milli")
                .multiples("radian", radian, "", "nano", "micro", "milli", "centi", "deci")
                .add("arcminute", 1 / 60.0)
                .add("arcsecond", 1 / 3600.0)
                .add("gradian", 0.9)
                .add("natoMil", 9 / 160.0)
                .add("revolution", 360);
        angles.units.put("tilt", new Unit(1, 0, true));
        return angles;
    }

    /** In joules. */
    private static Units energy() {
        return new Units()
                .multiples("joule", 1, "", "milli", "kilo", "mega", "giga")
                .multiples("britishThermalUnit", BRITISH_THERMAL_UNIT, "", "kilo", "mega", "giga")
                .multiples("calorie", 4.184, "", "kilo", "mega")
                .multiples("electronVolt", ELECTRON_VOLT, "", "kilo", "mega", "giga", "tera")
                .multiples("wattHour", 3600, "", "kilo", "mega", "giga", "tera")
                .multiples("wattDay", 86_400, "", "kilo", "mega", "giga", "tera")
                .multiples("thermEc", 1.05505585262e8, "", "deca")
                .multiples("thermImperial", 1.05505585257348e8, "", "deca")
                .multiples("thermUs", 1.054804e8, "", "deca")
                .add("erg", 1e-7)
                .add("footPound", FOOT * POUND * GRAVITY)
                .add("horsepowerHour", 2.6845195377e6);
    }

    /** In newtons. */
    private static Units force() {
        return new Units()
                .multiples("newton", 1, "", "micro", "milli", "deca", "kilo", "mega")
                .multiples("poundForce", POUND * GRAVITY, "", "kilo")
                .add("dyn", 1e-5)
                .add("kilogramForce", GRAVITY)
                .add("kiloPond", GRAVITY)
                .add("ounceForce", POUND * GRAVITY / 16)
                .add("poundal", POUND * FOOT)
                .add("shortTonForce", 2000 * POUND * GRAVITY)
                .add("tonneForce", 1000 * GRAVITY);
    }

    /** In metres. */
    private static Units length() {
        return new Units()
                .multiples("meter", 1, "", "nano", "micro", "milli", "centi", "deci", "deca", "hecto", "kilo")
                .multiples("lightYear", LIGHT_YEAR, "", "kilo", "mega")
                .multiples("parsec", PARSEC, "", "kilo", "mega")
                .multiples("inch", FOOT / 12, "", "micro")
                .add("angstrom", 1e-10)
                .add("astronomicalUnit", 1.49597870700e11)
                .add("chain", 66 * FOOT)
                .add("dataMile", 6000 * FOOT)
                .add("dtpPica", FOOT / 72)
                .add("dtpPoint", FOOT / 864)
                .add("fathom", 6 * FOOT)
                .add("foot", FOOT)
                .add("hand", FOOT / 3)
                .add("mil", FOOT / 12_000)
                .add("mile", 5280 * FOOT)
                .add("nauticalMile", 1852)
                .add("printerPica", FOOT / 12 * 400 / 2409)
                .add("printerPoint", FOOT / 12 / 72.27)
                .add("shackle", 27.432)
                .add("solarRadius", 6.95510e8)
                .add("twip", FOOT / 17_280)
                .add("usSurveyFoot", 1200.0 / 3937)
                .add("yard", 3 * FOOT);
    }

    /** In kilograms. */
    private static Units mass() {
        return new Units()
                .multiples("gram", 1e-3, "", "nano", "micro", "milli", "centi", "deci", "deca", "hecto", "kilo")
                .multiples("tonne", 1e3, "", "kilo", "mega")
                .multiples("pound", POUND, "", "kilo", "mega")
                .add("earthMass", 5.9722e24)
                .add("grain", POUND / 7000)
                .add("longHundredweight", 112 * POUND)
                .add("longTon", 2240 * POUND)
                .add("ounce", POUND / 16)
                .add("shortHundredweight", 100 * POUND)
                .add("shortTon", 2000 * POUND)
                .add("slug", POUND * GRAVITY / FOOT)
                .add("solarMass", 1.98947e30)
                .add("stone", 14 * POUND);
    }

    /** In metres per second: every length, per second, minute and hour. */
    private static Units speed() {
        Units speeds = new Units().add("knot", 1852 / 3600.0);
        length().units.forEach((name, unit) -> speeds.add(name + "perSecond", unit.size)
                .add(name + "perMinute", unit.size / 60)
                .add(name + "perHour", unit.size / 3600));
        return speeds;
    }

    /** In kelvins. */
    private static Units temperature() {
        double zero = 273.15;
        return new Units()
                .add("kelvin", 1)
                .add("degreeCelsius", 1, zero)
                .add("millidegreeCelsius", 1e-3, zero)
                .add("degreeDelisle", -2 / 3.0, 373.15)
                .add("degreeFahrenheit", 5 / 9.0, 459.67 * 5 / 9)
                .add("degreeNewton", 100 / 33.0, zero)
                .add("degreeRankine", 5 / 9.0)
                .add("degreeReaumur", 1.25, zero)
                .add("degreeRoemer", 40 / 21.0, zero - 7.5 * 40 / 21)
                .add("solarTemperature", 5778);
    }

    /** In cubic metres. */
    private static Units volume() {
        return new Units()
                .multiples("liter", 1e-3, "", "micro", "milli", "centi", "deci", "deca", "hecto", "kilo", "mega")
                .multiples("cubicMeter", 1, "", "hecto", "kilo")
                .multiples("cubicFoot", CUBIC_FOOT, "", "hecto", "kilo", "mega")
                .multiples("usGallon", US_GALLON, "", "deci", "deca", "hecto", "kilo", "mega")
                .multiples("imperialGallon", IMPERIAL_GALLON, "", "kilo", "mega")
                .add("cubicMicrometer", 1e-18)
                .add("cubicMillimeter", 1e-9)
                .add("cubicCentimeter", 1e-6)
                .add("cubicDecimeter", 1e-3)
                .add("cubicHectometer", 1e6)
                .add("cubicKilometer", 1e9)
                .add("cubicInch", CUBIC_FOOT / 1728)
                .add("cubicYard", 27 * CUBIC_FOOT)
                .add("cubicMile", 5280.0 * 5280 * 5280 * CUBIC_FOOT)
                .add("acreFoot", 1 / 0.000810714)
                .add("boardFoot", CUBIC_FOOT / 12)
                .add("auTablespoon", 2e-5)
                .add("ukTablespoon", 1.5e-5)
                .add("usTablespoon", US_GALLON / 256)
                .add("usTeaspoon", US_GALLON / 768)
                .add("metricTeaspoon", 5e-6)
                .add("metricCup", 2.5e-4)
                .add("usCustomaryCup", US_GALLON / 16)
                .add("usLegalCup", 2.4e-4)
                .add("usOunce", US_GALLON / 128)
                .add("usPint", US_GALLON / 8)
                .add("usQuart", US_GALLON / 4)
                .add("usBeerBarrel", 31 * US_GALLON)
                .add("oilBarrel", 42 * US_GALLON)
                .add("imperialBeerBarrel", 36 * IMPERIAL_GALLON)
                .add("imperialOunce", IMPERIAL_GALLON / 160)
                .add("imperialPint", IMPERIAL_GALLON / 8);
    }
}
