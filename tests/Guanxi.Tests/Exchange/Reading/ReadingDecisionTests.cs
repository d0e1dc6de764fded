using Guanxi.Exchange.Reading;

namespace Guanxi.Tests.Exchange.Reading;

[Trait("Row", "PLT-2")]
public sealed class ReadingDecisionTests
{
    [Fact]
    public void Dates_that_both_orders_can_read_are_asked_with_examples()
    {
        var decision = Decide("customer,date,amount\nA,05/03/2024,5\nB,06/03/2024,6\nC,06/04/2024,6\nD,07/04/2024,6\n");

        decision.Dates.ShouldBeNull();
        var question = decision.Questions.ShouldHaveSingleItem();
        question.Kind.ShouldBe(QuestionKind.DateOrder);
        question.Examples.ShouldBe(["05/03/2024", "06/03/2024", "06/04/2024"]);
        question.Answers.Single(answer => answer.Choice == "DayFirst").ReadAs.ShouldBe(["2024-03-05", "2024-03-06", "2024-04-06"]);
        question.Answers.Single(answer => answer.Choice == "MonthFirst").ReadAs.ShouldBe(["2024-05-03", "2024-06-03", "2024-06-04"]);
    }

    [Fact]
    public void One_date_in_the_last_row_that_only_one_order_can_read_decides()
    {
        var rows = string.Concat(Enumerable.Repeat("A,05/03/2024,5\n", 5000));

        Decide($"customer,date,amount\n{rows}A,07/30/2024,5\n").Dates.ShouldBe(DateOrder.MonthFirst);
        Decide($"customer,date,amount\n{rows}A,30/07/2024,5\n").Dates.ShouldBe(DateOrder.DayFirst);
    }

    [Fact]
    public void Rows_that_contradict_each_other_are_asked()
    {
        var question = Decide("customer,date,amount\nA,30/07/2024,5\nA,07/30/2024,5\nA,30/06/2024,5\n").Questions.ShouldHaveSingleItem();

        question.Answers.Select(answer => (answer.Choice, answer.Reads)).ShouldBe([("DayFirst", 2), ("MonthFirst", 1)]);
    }

    [Theory]
    [InlineData("2024-03-05"), InlineData("20240305"), InlineData("5/5/2024"), InlineData("5 Mar 2024"), InlineData("45356")]
    public void Nothing_is_asked_where_there_is_nothing_to_choose(string date) => Decide($"customer,date,amount\nA,{date},5.20\n").Questions.ShouldBeEmpty();

    [Fact]
    public void A_decimal_sign_that_could_be_a_group_sign_is_asked()
    {
        var decision = Decide("customer;date;amount\nA;2024-01-01;9,500\nB;2024-01-02;12\n");

        decision.Decimals.ShouldBeNull();
        var question = decision.Questions.ShouldHaveSingleItem();
        question.Kind.ShouldBe(QuestionKind.DecimalSign);
        question.Answers.Select(answer => answer.ReadAs[0]).ShouldBe(["9500", "9.500"]);
    }

    [Fact]
    public void One_number_that_only_one_sign_can_read_decides_for_all_columns()
    {
        Decide("customer;date;quantity;price\nA;2024-01-01;1.000;9,5\n").Decimals.ShouldBe(DecimalSign.Comma);
        Decide("customer;date;quantity;price\nA;2024-01-01;1,000;9.5\n").Decimals.ShouldBe(DecimalSign.Dot);
    }

    [Fact]
    public void The_shared_file_with_American_dates_needs_no_question()
    {
        var file = Samples.Shared("rfm-sample-orders.csv");
        var survey = Samples.Survey(file);

        var decision = ReadingDecision.For(survey, MappingSuggestion.Mapping(MappingSuggestion.For(survey)));

        (decision.Dates, decision.Decimals, decision.Questions.Count).ShouldBe((DateOrder.MonthFirst, DecimalSign.Dot, 0));
    }

    private static ReadingDecision Decide(string text)
    {
        var file = Samples.File(text);
        var survey = Samples.Survey(file);
        return ReadingDecision.For(survey, MappingSuggestion.Mapping(MappingSuggestion.For(survey)));
    }
}
