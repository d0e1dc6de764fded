using System.Globalization;
using Guanxi.Insight;

namespace Guanxi.Tests.Evidence;

/// <summary>Formulas that the product has and whose published data are not purchases: donations, contracts, remissions.</summary>
[Trait("Row", "VAL-5")]
[Trait("Suite", "once")]
public sealed class FormulaEvidence
{
    private static readonly double[] Regular = [100, 63.1, 46.8, 38.2, 32.6, 28.9, 26.2, 24.1], HighEnd = [100, 86.9, 74.3, 65.3, 59.3, 55.1, 51.7, 49.1];

    [Fact]
    [Trait("Science", "5.35, 5.44, 5.45, 5.46, 5.47, 5.48, 5.49, 5.50, 5.51, 5.55")]
    public void What_the_page_says_of_donors_contracts_and_remissions_is_what_is_computed()
    {
        var section = new Section("formulas", ("Donors, contracts, remissions", "捐赠者、合同与缓解期"));
        Donors(section);
        Contracts(section);
        Remissions(section);
        Telco(section);
        EvidencePage.Check(section);
    }

    private static void Donors(Section section)
    {
        section.Text(("BG/BB on 11,104 donors over six years:", "BG/BB，11,104 位捐赠者、六年："));
        var rows = Rows("data/donations-bgbb.csv", ',', 1);
        var fit = BgBbFit.Fit(OpportunityCohort.Of([.. rows.Select(r => (int)r[0])], [.. rows.Select(r => (int)r[1])], [.. rows.Select(r => (int)r[2])], [.. rows.Select(r => r[3])]));
        fit.NotIdentified.ShouldBeNull();
        double[] published = [1.203528, .749726, .6567808, 2.783796];
        for (var i = 0; i < 4; i++)
            section.Check(fit.Parameters[i].Name, fit.Parameters[i].Value, published[i], 1e-3, "BTYD 2.4.3");
        section.Check("ln L", fit.LogLikelihood, -33225.58, .01, "Fader, Hardie & Shang 2010", 2);
    }

    private static void Contracts(Section section)
    {
        section.Text(("Shifted beta-geometric, fitted to seven years of contracts, and the twelfth year foretold:", "平移 beta-几何模型，以七年合同拟合，并预测第十二年："));
        foreach (var (name, survivors, alpha, beta, twelfth) in new[] { ("Regular", Regular, .704, 1.182, 17.3), ("High End", HighEnd, .668, 3.806, 39.4) })
        {
            var fit = ContractFit.ShiftedBetaGeometric(ContractCohort.OfSurvivors([.. survivors.Select(s => 10 * s)]));
            fit.NotIdentified.ShouldBeNull();
            section.Check($"{name} alpha", fit.Model.Alpha, alpha, 1e-3, "Fader & Hardie 2007").Check($"{name} beta", fit.Model.Beta, beta, 1e-3, "Fader & Hardie 2007")
                .Check(($"{name}: left after year 12, %", $"{name}：第 12 年末留存 %"), 100 * fit.Model.Survival(12), twelfth, 2, "Fader & Hardie 2007", 2);
        }
        double[] first = [3.31, 3.45, 3.59, 3.72, 3.84], second = [7.68, 9.46, 9.86, 10.06, 10.19];
        for (var n = 1; n <= 5; n++)
            section.Check(($"residual lifetime in year {n}, (3.80, 15.20)", $"第 {n} 年的剩余寿命，(3.80, 15.20)"), new ShiftedBetaGeometric(3.80, 15.20).DiscountedExpectedRenewals(n, .1), first[n - 1], .01, "Fader & Hardie 2010")
                .Check(($"residual lifetime in year {n}, (.067, .267)", $"第 {n} 年的剩余寿命，(.067, .267)"), new ShiftedBetaGeometric(.067, .267).DiscountedExpectedRenewals(n, .1), second[n - 1], .015, "Fader & Hardie 2010");
    }

    private static void Remissions(Section section)
    {
        section.Text(("Kaplan-Meier, log-rank and Cox on the leukaemia remissions of Gehan and Freireich:", "Kaplan-Meier、对数秩与 Cox，Gehan 与 Freireich 的白血病缓解数据："));
        var rows = Rows("data/gehan-6mp.dat", ' ', 0);
        // The data file numbers the treated 2 and the controls 1.
        var treated = rows.Where(r => r[0] == 2).ToArray();
        var curve = SurvivalCurve.Of([.. treated.Select(r => r[1])], [.. treated.Select(r => r[2] == 1)]);
        double[] weeks = [6, 7, 10, 13, 16, 22, 23], share = [.857, .807, .753, .690, .627, .538, .448];
        for (var i = 0; i < weeks.Length; i++)
            section.Check($"S({weeks[i].ToString(CultureInfo.InvariantCulture)})", curve.At(weeks[i]), share[i], 5e-4, "R survival");
        double[] time = [.. rows.Select(r => r[1])];
        bool[] happened = [.. rows.Select(r => r[2] == 1)];
        section.Check(("log-rank χ²", "对数秩 χ²"), LogRank.Test(time, happened, [.. rows.Select(r => (int)r[0] - 1)]).ChiSquare, 16.79, .05, "R survival")
            .Check(("Cox, Efron ties", "Cox，Efron 处理并列"), CoxRegression.Fit(time, happened, [("control", [.. rows.Select(r => r[0] == 2 ? 0.0 : 1)])]).Coefficients[0].Value, 1.572125, 1e-5, "R survival", 6)
            .Check(("Cox, Breslow ties", "Cox，Breslow 处理并列"), CoxRegression.Fit(time, happened, [("control", [.. rows.Select(r => r[0] == 2 ? 0.0 : 1)])], TiedEvents.Breslow).Coefficients[0].Value, 1.509191, 1e-5, "R survival", 6);
    }

    private static void Telco(Section section)
    {
        section.Text(("How long the customers of IBM's Telco sample stay (7,032 with a tenure):", "IBM Telco 样本的客户留存时长（7,032 位有在网时长者）："));
        var rows = File.ReadLines(Shared.File("data/telco-customer-churn.csv")).Skip(1).Select(l => l.Split(',')).Where(f => f[5] != "0").ToArray();
        var curve = SurvivalCurve.Of([.. rows.Select(f => double.Parse(f[5], CultureInfo.InvariantCulture))], [.. rows.Select(f => f[^1] == "Yes")]);
        foreach (var (month, share) in new[] { (12, .843), (24, .789), (48, .709), (72, .593) })
            section.Check($"S({month})", curve.At(month), share, 5.1e-4, "R survival");
    }

    private static double[][] Rows(string file, char by, int skip) => [.. File.ReadLines(Shared.File(file)).Skip(skip).Select(l => l.Split(by, StringSplitOptions.RemoveEmptyEntries))
        .Where(f => f.Length > 2).Select(f => Array.ConvertAll(f, v => double.Parse(v, CultureInfo.InvariantCulture)))];
}
