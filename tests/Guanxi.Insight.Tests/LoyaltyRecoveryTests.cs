using Guanxi.Insight.Numerics;

namespace Guanxi.Insight.Tests;

/// <summary>Customers of known type, known to the product by what it would see only: answers with errors, orders with dates and prices. How many are given their type back?</summary>
[Trait("Row", "LOY-1")]
public sealed class LoyaltyRecoveryTests
{
    private const int Customers = 6_000;

    /// <summary>One answer in ten says the opposite of what is meant.</summary>
    private const double Slip = 0.10;

    /// <summary>Reward windows are open a fifth of the time; who comes for the reward makes most purchases in them.</summary>
    private const double Open = 0.2, ForReward = 0.8;

    [Theory]
    [InlineData(LoyaltyType.Superior), InlineData(LoyaltyType.Latent), InlineData(LoyaltyType.Inertia), InlineData(LoyaltyType.Monopoly), InlineData(LoyaltyType.Incentive), InlineData(LoyaltyType.Price), InlineData(LoyaltyType.None)]
    public void A_type_is_given_back_as_often_as_the_errors_of_the_survey_allow(LoyaltyType truth)
    {
        var random = new Random(50 + (int)truth);
        var right = 0;
        for (var i = 0; i < Customers; i++) right += LoyaltyTyping.Decide(Seen(random, truth)) == truth ? 1 : 0;

        var expected = Expected(truth);
        ((double)right / Customers).ShouldBe(expected, 4 * Math.Sqrt(expected * (1 - expected) / Customers), $"{truth}");
    }

    [Fact]
    public void Without_a_survey_no_type_is_guessed()
    {
        var random = new Random(60);
        foreach (var truth in Enum.GetValues<LoyaltyType>().Where(t => t != LoyaltyType.Unknown))
            LoyaltyTyping.Decide(Seen(random, truth) with { Attachment = null }).ShouldBe(LoyaltyType.Unknown);
    }

    /// <summary>By arithmetic: the answer must be right, and no test that comes earlier in the order may speak up by chance.</summary>
    private static double Expected(LoyaltyType truth) => truth switch
    {
        LoyaltyType.Superior or LoyaltyType.Latent => 1 - Slip,
        LoyaltyType.Monopoly => 1 - Slip,
        LoyaltyType.Incentive => (1 - Slip) * SpeaksUp(ForReward),
        LoyaltyType.Inertia => (1 - Slip) * (1 - SpeaksUp(Open)),
        _ => 1 - Slip,
    };

    /// <summary>Chance that the test for reward windows speaks up among <see cref="Orders"/> purchases of which each falls into one with probability <paramref name="share"/>.</summary>
    private static double SpeaksUp(double share) => Enumerable.Range(0, Orders + 1).Where(InWindows)
        .Sum(k => Math.Exp(GammaFunction.Ln(Orders + 1.0) - GammaFunction.Ln(k + 1.0) - GammaFunction.Ln(Orders - k + 1.0) + k * Math.Log(share) + (Orders - k) * Math.Log(1 - share)));

    private const int Orders = 12;

    // Twice as many as the time would give, and not by chance: science 8.
    private static bool InWindows(int within) => within > 2 * Open * Orders && RateChange.TwoSidedBinomial(within, Orders, Open) < 0.05;

    private static LoyaltyTypeEvidence Seen(Random random, LoyaltyType truth)
    {
        var attached = truth is LoyaltyType.Superior or LoyaltyType.Latent;
        var repeat = truth is LoyaltyType.Superior or LoyaltyType.Inertia or LoyaltyType.Monopoly or LoyaltyType.Incentive;
        var within = repeat ? Enumerable.Range(0, Orders).Count(_ => random.NextDouble() < (truth == LoyaltyType.Incentive ? ForReward : Open)) : 0;
        return new(Attachment: random.NextDouble() < Slip ? !attached : attached, Repeat: repeat, NoAlternative: truth == LoyaltyType.Monopoly, InRewardWindows: InWindows(within), PriceDriven: truth == LoyaltyType.Price);
    }
}
