using Guanxi.Insight;

namespace Guanxi.Insight.Tests;

public sealed class LoyaltyTests
{
    private static readonly StateRules Rules = new();

    [Theory]
    [InlineData(0, double.NaN, 1, double.NaN, CustomerState.Potential)]
    [InlineData(1, 0.5, 0.5, 10, CustomerState.FirstTime)]
    [InlineData(1, 0.95, 0.01, 10, CustomerState.Lost)]
    [InlineData(1, 0.95, 0.20, 10, CustomerState.FirstTime)]
    [InlineData(2, 0.5, 0.5, 69.9, CustomerState.Repeat)]
    [InlineData(2, 0.5, 0.5, 70, CustomerState.Loyal)]
    [InlineData(9, 0.9, 0.05, 95, CustomerState.Lost)]
    [InlineData(9, 0.899, 0.05, 95, CustomerState.Loyal)]
    [InlineData(9, double.NaN, 1, double.NaN, CustomerState.Repeat)]
    public void Figures_decide_the_first_state(int purchaseDays, double churn, double tail, double index, CustomerState expected) =>
        StateEngine.Decide(new(purchaseDays, churn, tail, index), Rules, null).ShouldBe(new StateDecision(expected, expected));

    [Fact]
    public void What_was_declared_outweighs_the_figures_and_leaves_no_trace_in_them()
    {
        var loyal = new StateEvidence(9, 0.1, 1, 90);

        StateEngine.Decide(loyal with { Unfit = true, Ended = true }, Rules, null).ShouldBe(new StateDecision(CustomerState.NonCustomer, CustomerState.Loyal));
        StateEngine.Decide(loyal with { Ended = true }, Rules, null).ShouldBe(new StateDecision(CustomerState.Lost, CustomerState.Loyal));
        StateEngine.Decide(loyal, Rules, new(CustomerState.Lost, CustomerState.Loyal)).State.ShouldBe(CustomerState.Loyal, "taken back, the figures count at once");
        StateEngine.Decide(new(0, double.NaN, 1, double.NaN, Pursued: true), Rules, new(CustomerState.Potential, CustomerState.Potential)).State.ShouldBe(CustomerState.Target);
    }

    [Fact]
    public void A_threshold_that_trembles_moves_nothing_until_it_holds_twice_or_clearly()
    {
        var repeat = new StateDecision(CustomerState.Repeat, CustomerState.Repeat);
        var loyal = new StateDecision(CustomerState.Loyal, CustomerState.Loyal);

        StateEngine.Decide(new(5, 0.2, 1, 71), Rules, repeat).ShouldBe(new StateDecision(CustomerState.Repeat, CustomerState.Loyal));
        StateEngine.Decide(new(5, 0.2, 1, 71), Rules, new(CustomerState.Repeat, CustomerState.Loyal)).ShouldBe(loyal);
        StateEngine.Decide(new(5, 0.2, 1, 73.5), Rules, repeat).ShouldBe(loyal);
        StateEngine.Decide(new(5, 0.2, 1, 69), Rules, loyal).State.ShouldBe(CustomerState.Loyal);
        StateEngine.Decide(new(5, 0.2, 1, 66), Rules, loyal).State.ShouldBe(CustomerState.Repeat);
        StateEngine.Decide(new(5, 0.91, 0.01, 20), Rules, repeat).State.ShouldBe(CustomerState.Repeat);
        StateEngine.Decide(new(5, 0.95, 0.01, 20), Rules, repeat).State.ShouldBe(CustomerState.Lost);
        StateEngine.Decide(new(5, 0.2, 1, 20), Rules, new(CustomerState.Lost, CustomerState.Lost)).State.ShouldBe(CustomerState.Repeat, "who buys again is far from the threshold");
        StateEngine.Decide(new(2, 0.2, 1, 71), Rules, new(CustomerState.FirstTime, CustomerState.FirstTime)).State.ShouldBe(CustomerState.Loyal, "the second purchase is a fact");
    }

    [Fact]
    public void An_index_is_the_mean_of_what_is_known_and_says_how_much_that_is()
    {
        (LoyaltyMeasures.None with { Repeat = 90, Tolerance = 50 }).Index(new()).ShouldBe((70, 1 / 3.0));
        (LoyaltyMeasures.None with { Repeat = 90, Tolerance = 50 }).Index(new(Repeat: 3)).ShouldBe((80, 0.5));
        var (index, known) = LoyaltyMeasures.None.Index(new());
        double.IsNaN(index).ShouldBeTrue();
        known.ShouldBe(0);
    }

    [Fact]
    public void Percentiles_are_counted_within_the_group_and_equals_share_theirs()
    {
        double[] values = [1, 1, 3, 4, 5, double.NaN, 7];
        byte[] groups = [0, 0, 0, 0, 1, 0, 1];

        var found = Percentiles.Within(values, groups, 3, least: 3);

        // Counted by hand: of four known in group 0 two are equal at the bottom.
        found[..4].ShouldBe([25, 25, 62.5, 87.5]);
        found[4..].ShouldAllBe(p => double.IsNaN(p), "unknown, or too few to compare with");
    }

    [Theory]
    [InlineData(null, true, false, false, false, LoyaltyType.Unknown)]
    [InlineData(false, true, true, true, true, LoyaltyType.Monopoly)]
    [InlineData(false, true, false, true, true, LoyaltyType.Incentive)]
    [InlineData(false, false, false, false, true, LoyaltyType.Price)]
    [InlineData(false, true, false, false, true, LoyaltyType.Inertia)]
    [InlineData(true, true, true, true, true, LoyaltyType.Superior)]
    [InlineData(true, false, false, false, true, LoyaltyType.Latent)]
    [InlineData(false, false, true, true, false, LoyaltyType.None)]
    public void A_type_is_the_first_that_fits(bool? attached, bool repeat, bool noAlternative, bool inWindows, bool priceDriven, LoyaltyType expected) =>
        LoyaltyTyping.Decide(new(attached, repeat, noAlternative, inWindows, priceDriven)).ShouldBe(expected);

    [Fact]
    public void Loyalty_to_the_price_may_go_with_many_purchases() =>
        LoyaltyTyping.Decide(new(false, Repeat: true, PriceDriven: true), priceNeedsLowRepeat: false).ShouldBe(LoyaltyType.Price);

    [Fact]
    public void A_type_moves_when_the_figures_say_so_twice_or_clearly()
    {
        var (rules, latent) = (new LoyaltyTypeRules(AttachedFrom: 50, RepeatFrom: 50), new LoyaltyTypeDecision(LoyaltyType.Latent, LoyaltyType.Latent));

        LoyaltyTyping.Decide(new LoyaltyTypeScores(70, 51, Active: true), rules, null).ShouldBe(new(LoyaltyType.Superior, LoyaltyType.Superior), "the first time the lines decide");
        LoyaltyTyping.Decide(new LoyaltyTypeScores(70, 51, Active: true), rules, latent).ShouldBe(new(LoyaltyType.Latent, LoyaltyType.Superior));
        LoyaltyTyping.Decide(new LoyaltyTypeScores(70, 51, Active: true), rules, new(LoyaltyType.Latent, LoyaltyType.Superior)).ShouldBe(new(LoyaltyType.Superior, LoyaltyType.Superior), "said twice");
        LoyaltyTyping.Decide(new LoyaltyTypeScores(70, 53, Active: true), rules, latent).ShouldBe(new(LoyaltyType.Superior, LoyaltyType.Superior), "clearly past the line");
        LoyaltyTyping.Decide(new LoyaltyTypeScores(49, 30, Active: true), rules, latent).ShouldBe(new(LoyaltyType.Latent, LoyaltyType.None), "downwards too");
        LoyaltyTyping.Decide(new LoyaltyTypeScores(double.NaN, 90, Active: true), rules, latent).Type.ShouldBe(LoyaltyType.Unknown, "what is not known any more is no matter of a line");
        LoyaltyTyping.Decide(new LoyaltyTypeScores(20, 90, Active: true), rules, new(LoyaltyType.Unknown, LoyaltyType.Unknown)).Type.ShouldBe(LoyaltyType.Inertia);
        LoyaltyTyping.Decide(new LoyaltyTypeScores(20, 90, Active: false), rules, null).Type.ShouldBe(LoyaltyType.None, "who is on the way out buys often no longer");
        LoyaltyTyping.Decide(new LoyaltyTypeScores(20, double.NaN, Active: true), rules, null).Type.ShouldBe(LoyaltyType.None);
    }

    [Theory]
    [InlineData(9, 10, 0.2, true), InlineData(4, 10, 0.2, false), InlineData(2, 2, 0.2, true), InlineData(1, 1, 0.2, false), InlineData(0, 0, 0.2, false), InlineData(5, 5, 0, false), InlineData(5, 5, 1, false)]
    public void What_gathers_does_so_twice_as_often_as_by_chance_and_not_by_chance(int count, int trials, double share, bool marked) => new Gathering(count, trials, share).IsMarked.ShouldBe(marked);
}
