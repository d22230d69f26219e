package dev.kelp.functions;

import dev.kelp.types.Json;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * XML as a dynamic: an element is a property, its attributes are properties with an {@code @}, its text is {@code #text} beside other
 * properties, and elements of one name are an array. What is neither element, attribute nor text is left out.
 */
final class XmlTexts {
    /** Longer texts are not read. */
    private static final int LONGEST = 1 << 20;

    /** Deeper ones neither. */
    private static final int DEEPEST = 500;

    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,17})?");

    private static final XMLInputFactory FACTORY = factory();

    private XmlTexts() {}

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        // Names are kept as written, and nothing outside the text is read.
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    private static final class Element {
        final String name;
        final Map<String, List<Json>> properties = new LinkedHashMap<>();

        Element(String name) {
            this.name = name;
        }

        void add(String property, Json value) {
            properties.computeIfAbsent(property, k -> new ArrayList<>()).add(value);
        }

        Json value() {
            if (properties.isEmpty()) {
                return Json.NULL;
            }
            List<Json> texts = properties.get("#text");
            if (properties.size() == 1 && texts != null && texts.size() == 1) {
                return texts.get(0);
            }
            return bag();
        }

        Json bag() {
            Map<String, Json> bag = new LinkedHashMap<>();
            properties.forEach(
                    (name, values) -> bag.put(name, values.size() == 1 ? values.get(0) : new Json.Array(values)));
            return new Json.Bag(bag);
        }
    }

    /** Null for what is no XML. */
    static @Nullable String parse(String text) {
        if (text.length() > LONGEST) {
            return null;
        }
        try {
            return read(FACTORY.createXMLStreamReader(new StringReader(text.strip())));
        } catch (XMLStreamException e) {
            return null;
        }
    }

    private static @Nullable String read(XMLStreamReader reader) throws XMLStreamException {
        Element document = new Element("");
        Deque<Element> open = new ArrayDeque<>(List.of(document));
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (open.size() > DEEPEST) {
                        return null;
                    }
                    Element element = new Element(reader.getLocalName());
                    for (int i = 0; i < reader.getAttributeCount(); i++) {
                        element.add("@" + reader.getAttributeLocalName(i), new Json.Text(reader.getAttributeValue(i)));
                    }
                    open.push(element);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    String characters = reader.getText().strip();
                    if (!characters.isEmpty()) {
                        open.element().add("#text", text(characters));
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    Element element = open.pop();
                    open.element().add(element.name, element.value());
                }
                default -> {}
            }
        }
        return document.bag().write();
    }

    private static Json text(String characters) {
        return NUMBER.matcher(characters).matches() ? Json.parse(characters) : new Json.Text(characters);
    }
}
