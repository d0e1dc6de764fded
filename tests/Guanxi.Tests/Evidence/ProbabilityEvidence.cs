using Guanxi.Insight;
using Guanxi.Insight.Numerics;

namespace Guanxi.Tests.Evidence;

/// <summary>Every other probability and interval that the product shows, on customers for whom it is true: how often what is said to happen one time in n happens. Margins are four binomial standard errors.</summary>
[Trait("Row", "VAL-5")]
[Trait("Suite", "once")]
public sealed class ProbabilityEvidence
{
    private static readonly PurchaseRhythm Usual = new(.9, 60);

    [Fact]
    public void What_the_page_says_of_the_other_probabilities_is_what_is_computed()
    {
        var section = new Section("probabilities", ("The other probabilities and intervals", "其他概率与区间"));
        section.Text(("What the product calls rare must be rare, and what it gives as an interval must hold the truth as often as it says, within four binomial standard errors; a test that speaks up at less than its level, because counts are whole, is on the safe side. Drawn anew with fixed seeds:",
            "产品说少见的必须真少见；给出的区间必须如所说那样常常包含真值，偏离不超过四个二项标准误；由于次数是整数而低于名义水平的检验偏于保守。以固定种子抽取："));
        section.Table(("shown", "所示"), ("happened", "实际"), ("may be", "允许范围"), ("holds", "相符"), ("drawn", "抽取"));
        Gaps(section);
        Changes(section);
        Spend(section);
        Shares(section);
        Effects(section);
        Survival(section);
        EvidencePage.Check(section);
    }

    /// <summary>RET-1 “rhythm broken”: after some purchase of a customer's, how rare is the gap that follows by his own purchases up to there?</summary>
    private static void Gaps(Section section)
    {
        const int Customers = 40_000;
        var (random, tails) = (new Random(41), new List<double>(Customers));
        for (var i = 0; i < Customers; i++)
        {
            var (rate, at) = (RandomDraws.Gamma(random, Usual.RateShape, Usual.RateScale), 0.0);
            var purchases = 1 + random.Next(8);
            for (var k = 0; k < purchases; k++) at += RandomDraws.Exponential(random, rate);
            tails.Add(Usual.GapTail(new(purchases, at, at + RandomDraws.Exponential(random, rate))));
        }
        foreach (var (level, name) in new[] { (.05, new Said("gap rarer than 5 % (warning)", "间隔少于 5 %（预警）")), (.01, new Said("gap rarer than 1 % (alarm)", "间隔少于 1 %（警报）")), (.20, new Said("gap rarer than 20 % (stage: overdue)", "间隔少于 20 %（阶段：逾期）")) })
            Rare(section, name, tails.Count(t => t < level), Customers, level, atLeast: true);
    }

    /// <summary>The stage's “buys significantly less or more”, on customers whose rate never changed.</summary>
    private static void Changes(Section section)
    {
        const int Customers = 20_000;
        var (random, found) = (new Random(42), 0);
        for (var i = 0; i < Customers; i++)
        {
            var rate = RandomDraws.Gamma(random, 2, 60);
            if (RateChange.Test(Purchases(random, rate, 90), 90, Purchases(random, rate, 270), 270).PValue < .10) found++;
        }
        Rare(section, ("rate changed, p < 10 %, though it had not", "购买率变化 p < 10 %，实则未变"), found, Customers, .10, atLeast: false);
    }

    /// <summary>RET-1 “spends less”: so little in a window is rarer than one in ten, though nothing changed.</summary>
    private static void Spend(Section section)
    {
        const int Customers = 20_000;
        var (random, found) = (new Random(43), 0);
        for (var i = 0; i < Customers; i++)
        {
            var rate = RandomDraws.Gamma(random, Usual.RateShape, Usual.RateScale);
            var before = Purchases(random, rate, 600);
            var spent = Enumerable.Range(0, Purchases(random, rate, 90)).Sum(_ => RandomDraws.Gamma(random, 4, 4 / 25.0));
            if (SpendExpectation.Of(Usual, before, 600, 90, 25, .5).Tail(spent) < .10) found++;
        }
        Rare(section, ("spend rarer than 10 %, though nothing changed", "消费少于 10 %，实则未变"), found, Customers, .10, atLeast: false);
    }

    /// <summary>Shares with their Wilson interval: praise, complaints, conversion.</summary>
    private static void Shares(Section section)
    {
        const int Firms = 10_000;
        var (random, held) = (new Random(44), 0);
        for (var i = 0; i < Firms; i++)
        {
            // The truth varies as it does from firm to firm: Wilson's interval is right on the whole, not at each single share.
            var (truth, trials, yes) = (random.NextDouble(), 20 + random.Next(180), 0);
            for (var k = 0; k < trials; k++) yes += random.NextDouble() < truth ? 1 : 0;
            var share = Proportion.Wilson(yes, trials);
            if (share.Low <= truth && truth <= share.High) held++;
        }
        Held(section, ("95 % interval of a share", "比例的 95 % 区间"), held, Firms, .95);
    }

    /// <summary>Effect against a control group, by bootstrap.</summary>
    private static void Effects(Section section)
    {
        const int Rounds = 1_000;
        var (random, held) = (new Random(45), 0);
        for (var i = 0; i < Rounds; i++)
        {
            bool[] treated = [.. Enumerable.Range(0, 400).Select(_ => random.NextDouble() < .30)], controls = [.. Enumerable.Range(0, 200).Select(_ => random.NextDouble() < .20)];
            var effect = GroupEffect.OfResponse(treated, controls, seed: i, replicates: 400).Difference;
            if (effect.Low <= .10 && .10 <= effect.High) held++;
        }
        Held(section, ("95 % interval of an effect against a control group", "相对对照组效果的 95 % 区间"), held, Rounds, .95);
    }

    /// <summary>Who has bought again by a day, with customers who are watched for a part of the time only.</summary>
    private static void Survival(Section section)
    {
        const int Cohorts = 2_000;
        var (random, held) = (new Random(46), 0);
        for (var i = 0; i < Cohorts; i++)
        {
            var (time, happened) = (new double[120], new bool[120]);
            for (var k = 0; k < time.Length; k++)
            {
                var (until, watched) = (RandomDraws.Exponential(random, 1 / 80.0), 40 + 160 * random.NextDouble());
                (time[k], happened[k]) = (Math.Min(until, watched), until <= watched);
            }
            var there = SurvivalCurve.Of(time, happened).Points.Last(p => p.Time <= 60);
            var truth = Math.Exp(-60 / 80.0);
            if (there.Low <= truth && truth <= there.High) held++;
        }
        Held(section, ("95 % interval of the share not yet back after 60 days", "60 天后尚未回购比例的 95 % 区间"), held, Cohorts, .95);
    }

    private static int Purchases(Random random, double rate, double days)
    {
        var count = 0;
        for (var t = RandomDraws.Exponential(random, rate); t <= days; t += RandomDraws.Exponential(random, rate)) count++;
        return count;
    }

    private static void Rare(Section section, Said what, int happened, int of, double level, bool atLeast)
    {
        var margin = 4 * Math.Sqrt(level * (1 - level) / of);
        section.Within(what, (double)happened / of, atLeast ? level - margin : 0, level + margin, Section.Number(of, 0), 4);
    }

    private static void Held(Section section, Said what, int held, int of, double level)
    {
        var margin = 4 * Math.Sqrt(level * (1 - level) / of);
        section.Within(what, (double)held / of, level - margin, Math.Min(1, level + margin), Section.Number(of, 0), 4);
    }
}
