using CallQA.Scoring.Scorecards;

namespace CallQA.Tests.Scoring.Scorecards;

public sealed class ScorecardReaderTests
{
    [Fact]
    public void Read_GivesEverything_WhenValid()
    {
        var scorecard = Read(ScorecardYaml.Valid);

        scorecard.Reference.ShouldBe("mini@2");
        scorecard.Title.In("de-AT").ShouldBe("Klein");
        scorecard.Title.In("fr").ShouldBe("Mini");
        scorecard.Sections.Select(section => (section.Id, section.Weight)).ShouldBe([("first", 40), ("second", 60)]);
        scorecard.Questions.Select(question => question.Id).ShouldBe(["hello", "solved", "words", "opinion"]);
    }

    [Fact]
    public void Read_FillsInTheRulesDefaults()
    {
        var source = Read(ScorecardYaml.Valid).Question("hello")!.Source.ShouldBeOfType<RuleSource>();

        source.Rule.ShouldBe("greeting");
        source.Parameters.Numbers["within"].ShouldBe(20);
        source.Parameters.Numbers["turns"].ShouldBe(2);
    }

    [Fact]
    public void Read_GivesConditionsAutoFailAndKinds()
    {
        var scorecard = Read(ScorecardYaml.Valid);

        scorecard.Question("hello")!.Required.ShouldBeTrue();
        scorecard.Question("solved")!.Source.ShouldBe(new ModelSource(ModelCriterion.Resolution));
        scorecard.Question("solved")!.AutoFail!.Scope.ShouldBe(AutoFailScope.Section);
        scorecard.Question("solved")!.AutoFail!.Values.ShouldBe(["unresolved"]);
        scorecard.Question("solved")!.MaxPoints.ShouldBe(5);
        scorecard.Question("opinion")!.Source.ShouldBeOfType<ManualSource>();
        var conditions = scorecard.Question("words")!.Conditions;
        conditions[0].ShouldBeOfType<Answered>().Values.ShouldBe(["yes", "partly"]);
        conditions[1].ShouldBe(new CallHas(CallFeature.Times));
    }

    [Fact]
    public void Read_GivesTheAnswersThatNeedAComment()
    {
        var scorecard = Read(ScorecardYaml.With("required: true", "required: true\n        comment-on: [no, partly]"));

        scorecard.Question("hello")!.CommentOn.ShouldBe(["no", "partly"]);
        scorecard.Question("solved")!.CommentOn.ShouldBeEmpty();
        ScorecardText.Render(scorecard, "en").ShouldContain("    'No, Partly' only with a comment");
    }

    [Theory]
    [InlineData("id: mini", "id: Mini Card", 1, 5, "The scorecard has the id 'Mini Card'; use lower-case letters, digits and hyphens.")]
    [InlineData("version: 2", "version: two", 2, 10, "The scorecard has the version 'two'; write a number from 1 to 1000000.")]
    [InlineData("version: 2", "version: 1.5", 2, 10, "The scorecard has the version '1.5'; write a whole number.")]
    [InlineData("version: 2", "versoin: 2", 2, 1, "The scorecard has the unknown key 'versoin'; use id, version, languages, title, sections.")]
    [InlineData("version: 2", "version: 2\nversion: 3", 3, 1, "this is not valid YAML (Duplicate key version); mend the notation.")]
    [InlineData("de: Klein", "fr: Petit", 4, 8, "The scorecard has no title in 'de'; add it.")]
    [InlineData("de: Klein", "fr: Petit", 4, 20, "The scorecard has a title in 'fr', which is not among the scorecard's languages; add it there.")]
    [InlineData("{ en: Mini, de: Klein }", "Mini", 4, 8, "The scorecard needs its title by language; write 'title: { en: … }'.")]
    [InlineData("weight: 40", "weight: 0", 8, 13, "The section 'first' has the weight '0'; write a number above 0 and up to 1000000.")]
    [InlineData("weight: 40", "weight: -3", 8, 13, "The section 'first' has the weight '-3'; write a number above 0 and up to 1000000.")]
    [InlineData("weight: 40", "weight: NaN", 8, 13, "The section 'first' has the weight 'NaN'; write a number above 0 and up to 1000000.")]
    [InlineData("id: second", "id: first", 19, 9, "The section id 'first' is already used in line 6; give this one another.")]
    [InlineData("id: solved", "id: hello", 23, 13, "The question id 'hello' is already used in line 10; give this one another.")]
    [InlineData("rule: greeting", "rule: greting", 12, 15, "The question 'hello' asks for the unknown rule 'greting'; the rules are acknowledgement, ")]
    [InlineData("model: resolution", "model: mood", 26, 16, "The question 'solved' asks for the unknown model 'mood'; the models are empathy, courtesy, resolution.")]
    [InlineData("model: resolution", "model: resolution\n        rule: greeting", 23, 9, "The question 'solved' needs exactly one of 'rule: NAME', 'model: NAME' and 'manual: true'.")]
    [InlineData("manual: true", "manual: maybe", 42, 17, "The question 'opinion' has the manual 'maybe'; write true or false.")]
    [InlineData("within: 20", "within: 500", 13, 25, "The rule 'greeting' has the within '500'; write a number from 1 to 120.")]
    [InlineData("within: 20", "witin: 20", 13, 17, "The rule 'greeting' has the unknown key 'witin'; use within, turns.")]
    [InlineData("with: { phrases: { en: [calm down], de: [beruhigen] } }", "", 34, 15, "The rule 'forbidden-phrase' needs its phrases; write 'with: { phrases: { en: [ … ] } }'.")]
    [InlineData(", de: [beruhigen]", "", 35, 26, "The rule 'forbidden-phrase': 'phrases' lacks 'de'; add it.")]
    [InlineData("de: [beruhigen]", "de: ['...']", 35, 50, "The rule 'forbidden-phrase' has the phrase '...', which holds no word; write words.")]
    [InlineData("value: partly, points: 1,", "value: partly, points: 3,", 17, 13, "The question 'hello' gives 'partly' 3 points, more than the 2 of 'yes' before it; list the best option first.")]
    [InlineData("value: partly, points: 1,", "value: perhaps, points: 1,", 17, 13, "The question 'hello' is never answered 'perhaps'; its options are yes, partly, no.")]
    [InlineData("value: partly, points: 1,", "value: perhaps, points: 1,", 16, 11, "The question 'hello' lacks the option 'partly', which can be the answer; add it.")]
    [InlineData("value: poor, points: 0", "value: great, points: 0", 45, 13, "The question 'opinion' has the option 'great' twice; remove one.")]
    [InlineData("points: 3, label", "points: 0, label", 44, 13, "The question 'opinion' gives no points for any option; give the best one more than 0.")]
    [InlineData("value: poor, points: 0, ", "value: poor, ", 45, 13, "The question 'opinion': an option lacks 'points'; add it.")]
    [InlineData("text: { en: Solved?, de: Gelöst? }", "", 23, 9, "The question 'solved' lacks 'text'; add it.")]
    [InlineData("question: hello, is", "question: opinion, is", 36, 28, "The question 'words': 'when' looks at the question 'opinion', which does not come before this one; name an earlier question.")]
    [InlineData("is: [yes, partly]", "is: [yes, sometimes]", 36, 45, "The question 'words': 'when' waits for 'sometimes', but 'hello' has only yes, partly, no.")]
    [InlineData("call-has: times", "call-has: rain", 36, 68, "The question 'words': 'when' asks for the unknown feature 'rain'; the features are hold, negative-emotion, times.")]
    [InlineData("{ call-has: times }", "{ is: yes }", 36, 56, "The question 'words': 'when' needs either 'call-has: FEATURE' or 'question: ID' with 'is: VALUE'.")]
    [InlineData("on: [unresolved]", "on: [open]", 31, 27, "The question 'solved' fails on 'open', which is none of its options; name one of them.")]
    [InlineData("fails: section", "fails: everything", 31, 47, "The question 'solved' fails 'everything'; write section or evaluation.")]
    [InlineData("fails: section }", "fails: section }\n        comment-on: [open]", 32, 22, "The question 'solved' wants a comment on 'open', which is none of its options; name one of them.")]
    [InlineData("required: true", "required: yes please", 14, 19, "The question 'hello' has the required 'yes please'; write true or false.")]
    public void Read_NamesPlaceAndRemedy_WhenSomethingIsWrong(string passage, string spoilt, int line, int column, string message)
    {
        var exception = Should.Throw<ScorecardException>(() => Read(ScorecardYaml.With(passage, spoilt)));

        exception.Problems.ShouldContain(
            problem => problem.Line == line && problem.Column == column && problem.Message.StartsWith(message, StringComparison.Ordinal),
            string.Join('\n', exception.Problems));
        exception.Fault.ShouldBe(InputFault.Scorecard);
        exception.Message.ShouldContain("mini.yaml");
    }

    [Fact]
    public void Read_CollectsAllProblems_InTheOrderOfTheFile()
    {
        var text = ScorecardYaml.With("weight: 40", "weight: 0")
            .Replace("rule: greeting", "rule: greting", StringComparison.Ordinal)
            .Replace("points: 3, label", "points: x, label", StringComparison.Ordinal);

        var exception = Should.Throw<ScorecardException>(() => Read(text));

        exception.Problems.Select(problem => problem.Line).ShouldBe([8, 12, 44]);
        exception.Message.ShouldStartWith("The scorecard mini.yaml has 3 problems:\n  line 8, column 13: ");
    }

    [Fact]
    public void Read_GoesOn_WhenTheLanguagesAreMissing()
    {
        var text = ScorecardYaml.With("languages: [en, de]\n", "").Replace("weight: 60", "weight: 0", StringComparison.Ordinal);

        Should.Throw<ScorecardException>(() => Read(text)).Problems.Select(problem => problem.Message).ShouldBe(
        [
            "The scorecard lacks 'languages'; add it.",
            "The section 'second' has the weight '0'; write a number above 0 and up to 1000000.",
        ]);
    }

    [Fact]
    public void Read_SpeaksInOneSentence_OfASingleProblem() =>
        Should.Throw<ScorecardException>(() => Read(ScorecardYaml.With("id: mini", "id: M")))
            .Message.ShouldBe(
                "The scorecard mini.yaml is not valid, line 1, column 5: The scorecard has the id 'M'; use lower-case letters, digits and hyphens.");

    [Theory]
    [InlineData("", "the file holds 0 YAML documents; write one scorecard a file.")]
    [InlineData("id: a\n---\nid: b\n", "the file holds 2 YAML documents; write one scorecard a file.")]
    [InlineData("just words", "The scorecard has to be a mapping of keys to values; write 'id: …'.")]
    [InlineData("id: [", "this is not valid YAML")]
    [InlineData("id: a\nsections: &x [*x]", "line 2, column 11: This section has to be a mapping")]
    [InlineData("? [a]\n: b", "unknown key")]
    [InlineData("sections: *nowhere", "this is not valid YAML")]
    public void Read_Explains_WhenItIsNoScorecardAtAll(string text, string expected) =>
        Should.Throw<ScorecardException>(() => Read(text)).Message.ShouldContain(expected);

    [Fact]
    public void Read_RefusesEndlessText() =>
        Should.Throw<ScorecardException>(() => Read(new string('a', ScorecardReader.LongestText + 1)))
            .Message.ShouldContain("a scorecard has at most 1000000");

    [Fact]
    public void Read_SurvivesDeepNesting() =>
        Should.Throw<ScorecardException>(() => Read(new string('[', 100_000))).Message.ShouldContain("nested deeper than 32 levels");

    [Fact]
    public void Read_SurvivesEveryTruncation()
    {
        for (var length = 0; length < ScorecardYaml.Valid.Length; length += 7)
        {
            try
            {
                Read(ScorecardYaml.Valid[..length]);
            }
            catch (ScorecardException exception)
            {
                exception.Problems.ShouldNotBeEmpty();
            }
        }
    }

    private static Scorecard Read(string text) => ScorecardReader.Read(text, "mini.yaml");
}
