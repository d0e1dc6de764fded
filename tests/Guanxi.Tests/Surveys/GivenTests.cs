using Guanxi.Surveys;
using Guanxi.Surveys.Questions;

namespace Guanxi.Tests.Surveys;

[Trait("Row", "SAT-1")]
[Trait("Suite", "once")]
public sealed class GivenTests
{
    private static readonly IReadOnlyList<Question> Asked = QuestionList.Checked(
    [
        new() { Kind = QuestionKind.Csat, Chinese = "满意吗", Required = true }, new() { Kind = QuestionKind.Choice, Chinese = "哪里不好", ChineseChoices = "商品\n价格", IfKey = "q1", IfFrom = 1, IfUntil = 2, Required = true },
        new() { Kind = QuestionKind.Open, Chinese = "怎么改", IfKey = "q2", IfFrom = 2, IfUntil = 2 }, new() { Kind = QuestionKind.Nps, Chinese = "推荐吗" }, new() { Kind = QuestionKind.Mention, English = "Who comes to mind?" },
    ]);

    [Fact]
    public void Only_what_was_asked_because_of_earlier_answers_counts_and_must_be_answered()
    {
        // Content: neither why nor how, whatever was sent.
        Of(("q1", "5"), ("q2", "1"), ("q3", "x")).Read().Keys.ShouldBe(["q1"]);
        Should.Throw<RefusedException>(() => Of(("q1", "2"))).Code.ShouldBe("surveys.answer.missing");
        Of(("q1", "2"), ("q2", "1"), ("q3", "x")).Read().Keys.ShouldBe(["q1", "q2"], ignoreOrder: true);
        Of(("q1", "1"), ("q2", "2"), ("q3", "cheaper")).Read()["q3"].ShouldBe("cheaper");
    }

    [Theory]
    [InlineData("6")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("4.5")]
    [InlineData("<script>")]
    public void A_number_that_answers_nothing_is_refused(string typed) => Should.Throw<RefusedException>(() => Of(("q1", typed))).Code.ShouldBe("surveys.answer.not_one_of_these");

    [Fact]
    public void Nothing_at_all_is_no_answer() => Should.Throw<RefusedException>(() => Given.Of([new() { Key = "q1", Kind = QuestionKind.Open, English = "?" }], new Dictionary<string, string?>(), [])).Code.ShouldBe("surveys.answer.nothing");

    [Theory]
    [InlineData("青屿茶生活", 2)]
    [InlineData(" 青屿 茶生活。\n云岭", 2)]
    [InlineData("云岭、QINGYU", 1)]
    [InlineData("云岭\n半山", 0)]
    [InlineData("", 0)]
    public void A_mention_is_recognised_however_it_is_written(string typed, int mention) => Of(("q1", "5"), ("q5", typed)).Mention.ShouldBe(mention);

    [Theory]
    [InlineData("3", null, false)]
    [InlineData("2", "10", true)]
    [InlineData("5", "0", false)]
    public void Bad_is_told_by_satisfaction_where_it_was_asked(string csat, string? nps, bool bad) => Of(("q1", csat), ("q2", "1"), ("q4", nps)).IsBad.ShouldBe(bad);

    [Fact]
    public void Without_satisfaction_recommending_tells_and_without_both_effort()
    {
        Given.Of([new() { Key = "q1", Kind = QuestionKind.Nps, English = "?" }], Sent(("q1", "6")), []).IsBad.ShouldBeTrue();
        Given.Of([new() { Key = "q1", Kind = QuestionKind.Nps, English = "?" }], Sent(("q1", "7")), []).IsBad.ShouldBeFalse();
        Given.Of([new() { Key = "q1", Kind = QuestionKind.Ces, English = "?" }], Sent(("q1", "2")), []).IsBad.ShouldBeTrue();
    }

    [Fact]
    public void Questions_that_cannot_be_asked_are_refused_in_words()
    {
        Refused([]).ShouldBe("surveys.question.none");
        Refused([new() { Kind = QuestionKind.Choice, English = "?", EnglishChoices = "one" }]).ShouldBe("surveys.question.choices_missing");
        Refused([new() { Kind = QuestionKind.Choice, English = "?", EnglishChoices = "one\ntwo", ChineseChoices = "一\n二\n三" }]).ShouldBe("surveys.question.choices_differ");
        Refused([new() { Kind = QuestionKind.Csat, English = "?", IfKey = "q7" }]).ShouldBe("surveys.question.depends_on_later");
        Refused([new() { Key = "q1", Kind = QuestionKind.Open, English = "?" }, new() { Kind = QuestionKind.Csat, English = "?", IfKey = "q1" }]).ShouldBe("surveys.question.depends_on_later");
        Refused([new() { Key = "q1", Kind = QuestionKind.Csat, English = "?" }, new() { Kind = QuestionKind.Open, English = "?", IfKey = "q1", IfFrom = 6 }]).ShouldBe("surveys.question.never_asked");
        Refused([.. Enumerable.Repeat(new Question { Kind = QuestionKind.Open, English = "?" }, 21)]).ShouldBe("surveys.question.too_many");
        // A key stays with its question; new ones are counted on.
        QuestionList.Checked([new() { Key = "q4", English = "a" }, new() { English = "b" }, new() { Key = "q4", English = "c" }]).Select(q => q.Key).ShouldBe(["q4", "q5", "q6"]);
    }

    private static string Refused(List<Question> questions) => Should.Throw<RefusedException>(() => QuestionList.Checked(questions)).Code;

    private static Given Of(params (string Key, string? Value)[] sent) => Given.Of(Asked, Sent(sent), ["青屿茶生活", "Qing Yu"]);

    private static Dictionary<string, string?> Sent(params (string Key, string? Value)[] sent) => sent.ToDictionary(s => s.Key, s => s.Value);
}
