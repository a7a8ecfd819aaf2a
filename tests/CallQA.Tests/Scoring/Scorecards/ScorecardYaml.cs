namespace CallQA.Tests.Scoring.Scorecards;

/// <summary>A small valid scorecard, to be spoilt in one place.</summary>
internal static class ScorecardYaml
{
    public const string Valid = """
        id: mini
        version: 2
        languages: [en, de]
        title: { en: Mini, de: Klein }
        sections:
          - id: first
            title: { en: First, de: Erster }
            weight: 40
            questions:
              - id: hello
                text: { en: Hello?, de: Hallo? }
                rule: greeting
                with: { within: 20 }
                required: true
                options:
                  - { value: yes, points: 2, label: { en: "Yes", de: Ja } }
                  - { value: partly, points: 1, label: { en: Partly, de: Teils } }
                  - { value: no, points: 0, label: { en: "No", de: Nein } }
          - id: second
            title: { en: Second, de: Zweiter }
            weight: 60
            questions:
              - id: solved
                text: { en: Solved?, de: Gelöst? }
                help: { en: Look., de: Schau. }
                model: resolution
                options:
                  - { value: resolved, points: 5, label: { en: "Yes", de: Ja } }
                  - { value: partial, points: 5, label: { en: Partly, de: Teils } }
                  - { value: unresolved, points: 0, label: { en: "No", de: Nein } }
                auto-fail: { on: [unresolved], fails: section }
              - id: words
                text: { en: Words?, de: Worte? }
                rule: forbidden-phrase
                with: { phrases: { en: [calm down], de: [beruhigen] } }
                when: [{ question: hello, is: [yes, partly] }, { call-has: times }]
                options:
                  - { value: yes, points: 2, label: { en: "Yes", de: Ja } }
                  - { value: no, points: 0, label: { en: "No", de: Nein } }
              - id: opinion
                text: { en: And?, de: Und? }
                manual: true
                options:
                  - { value: great, points: 3, label: { en: Great, de: Toll } }
                  - { value: poor, points: 0, label: { en: Poor, de: Schwach } }
        """;

    /// <summary>The valid scorecard with one passage replaced, which must be there.</summary>
    public static string With(string passage, string replacement)
    {
        Valid.ShouldContain(passage);
        return Valid.Replace(passage, replacement, StringComparison.Ordinal);
    }
}
