using System.Globalization;
using System.Text.Json.Nodes;
using Guanxi.Tests.Commands;

namespace Guanxi.Tests.Evidence;

/// <summary>The CDNOW sample, loaded and fitted by the product's own commands, beside the printed tables.</summary>
[Trait("Row", "VAL-5")]
[Trait("Suite", "once")]
public sealed class CdnowEvidence
{
    private const string Split = "1997-09-30", Paper = "Fader, Hardie & Lee 2005", Clv = "CLVTools 0.12", Walkthrough = "BTYD 2.4.3", Here = "science 7";
    private static readonly string[] Models = ["bg-nbd", "mbg-nbd", "pareto-nbd", "nbd"];

    [Fact]
    [Trait("Science", "5.1, 5.2, 5.3, 5.12, 5.16, 5.18, 5.19, 5.31, 5.32, 7")]
    public async Task What_the_page_says_of_CDNOW_is_what_is_computed()
    {
        var file = await Orders();
        await using var folder = await OwnFolder.Make();
        var imported = await folder.Json(0, "import", "orders", folder.File("cdnow.csv", file), "--columns", "customer=customer,order=order,date=date,amount=amount", "--currency", "USD");
        var section = new Section("cdnow", ("CDNOW: the sample that all papers use", "CDNOW：各论文共用的样本"));
        section.Text(("6,919 orders of 2,357 customers who first bought in the first quarter of 1997, loaded with `guanxi import orders`, fitted with `guanxi insight fit --unit week --until 1997-09-30`, judged with `guanxi insight backtest` by the 39 weeks after it.",
            "1997 年第一季度首次购买的 2,357 位客户的 6,919 笔订单，用 `guanxi import orders` 导入，用 `guanxi insight fit --unit week --until 1997-09-30` 拟合，并用 `guanxi insight backtest` 以其后 39 周检验。"));
        section.Check(("orders", "订单"), imported.Number("orders"), 6919, 0, "data", 0).Check(("customers", "客户"), imported.Number("customersNew"), 2357, 0, "data", 0);
        await Fits(folder, section);
        await Backtests(folder, section);

        EvidencePage.Check(section);
    }

    private static async Task Fits(OwnFolder folder, Section section)
    {
        section.Text(("Parameters, in weeks:", "参数（以周为单位）："));
        var bg = await Fit("bg-nbd");
        section.Check(("repeat purchases", "重复购买"), bg.Number("repeatPurchases"), 2457, 0, Paper, 0);
        Check(bg, "BG/NBD", [("r", .243), ("alpha", 4.414), ("a", .793), ("b", 2.426)], [1e-3, 1e-3, 1e-3, 1e-3], -9582.4, .05, Paper);
        Check(bg, "BG/NBD", [("r", .2425945), ("alpha", 4.4136019), ("a", .7929199), ("b", 2.4258881)], [2.5e-5, 4.5e-4, 8e-5, 2.5e-4], -9582.429, 1e-3, Clv);
        Errors(bg, "BG/NBD", [("r", .012557), ("alpha", .378224), ("a", .185733), ("b", .705407)], Clv);
        Check(await Fit("mbg-nbd"), "MBG/NBD", [("r", .525), ("alpha", 6.183), ("a", .891), ("b", 1.614)], [1e-3, 1e-3, 1e-3, 1e-3], -9582.135716, 1e-3, "BTYDplus 1.2");
        var pareto = await Fit("pareto-nbd");
        Check(pareto, "Pareto/NBD", [("r", .553), ("alpha", 10.578), ("s", .606), ("beta", 11.669)], [2e-3, 2e-3, 2e-3, 2e-2], -9594.976, 1e-3, Clv);
        Errors(pareto, "Pareto/NBD", [("r", .0476264), ("alpha", .8427222), ("s", .1872594), ("beta", 6.2105448)], Clv);
        Check(await Fit("nbd"), "NBD", [("r", .385), ("alpha", 12.072)], [1e-3, 1e-3], -9763.7, .05, Paper);
        var spend = await Fit("gamma-gamma");
        section.Check(("customers with repeat purchases", "有重复购买的客户"), spend.Number("customers"), 946, 0, "Fader & Hardie, note 025", 0);
        Check(spend, "Gamma-Gamma", [("p", 6.25), ("q", 3.74), ("gamma", 15.44)], [1e-2, 1e-2, 1e-2], -4055.9177, 1e-3, "Fader & Hardie, note 025");

        Task<JsonObject> Fit(string model) => folder.Json(0, "insight", "fit", "--model", model, "--until", Split, "--unit", "week");

        void Check(JsonObject fit, string model, (string Name, double Value)[] published, double[] tolerance, double logLikelihood, double closeEnough, string source)
        {
            for (var i = 0; i < published.Length; i++)
                section.Check($"{model} {published[i].Name}", fit["parameters"].Double(published[i].Name), published[i].Value, tolerance[i], source);
            section.Check($"{model} ln L", fit.Double("logLikelihood"), logLikelihood, closeEnough, source);
        }

        void Errors(JsonObject fit, string model, (string Name, double Value)[] published, string source)
        {
            foreach (var (name, value) in published)
                section.Check(($"{model} standard error of {name}", $"{model} {name} 的标准误"), fit["standardErrors"].Double(name), value, 1e-3 * value, source);
        }
    }

    private static async Task Backtests(OwnFolder folder, Section section)
    {
        section.Text(("Held out, 1997-10-01 to 1998-06-30. Churn is “no purchase in these 39 weeks”; recency alone and the base rate stand beside it.",
            "留出检验：1997-10-01 至 1998-06-30。流失指“这 39 周内没有购买”；旁列仅凭最近购买时间与基准比例的结果。"));
        double[][] published =
        [
            [-.121, .785, 1.608, .626, .316, .757, .1612, .5056, .0556], [-.162, .765, 1.607, .627, .687, .760, .1614, .5053, .0549],
            [-.115, .755, 1.603, .630, .726, .771, .1619, .5084, .0682],
        ];
        for (var m = 0; m < 3; m++)
        {
            var test = await folder.Json(0, "insight", "backtest", "--model", Models[m], "--origin", Split, "--until", "1998-06-30");
            var (name, purchases, churn, of) = (Models[m].ToUpperInvariant().Replace('-', '/').Replace("PARETO", "Pareto", StringComparison.Ordinal), test["purchases"], test["churn"], published[m]);
            section.Check(($"{name}: sum of expected purchases, bias", $"{name}：预期购买总数偏差"), purchases.Double("bias"), of[0], 5.1e-4, Here)
                .Check(($"{name}: mean absolute error", $"{name}：平均绝对误差"), purchases.Double("meanAbsoluteError"), of[1], 5.1e-4, Here)
                .Check(($"{name}: root mean square error", $"{name}：均方根误差"), purchases.Double("rootMeanSquareError"), of[2], 5.1e-4, Here)
                .Check(($"{name}: correlation", $"{name}：相关系数"), purchases.Double("correlation"), of[3], 5.1e-4, Here)
                .Check(($"{name}: AUC of P(alive)", $"{name}：P(存活) 的 AUC"), churn.Double("aliveAuc"), of[4], 5.1e-4, Here)
                .Check(($"{name}: AUC of churn", $"{name}：流失概率的 AUC"), churn.Double("auc"), of[5], 5.1e-4, Here)
                .Check($"{name}: Brier", churn.Double("brier"), of[6], 5.1e-5, Here)
                .Check(($"{name}: log loss", $"{name}：对数损失"), churn.Double("logLoss"), of[7], 5.1e-5, Here)
                .Check(($"{name}: calibration error", $"{name}：校准误差"), churn.Double("calibrationError"), of[8], 5.1e-4, Here);
            if (m > 0) continue;
            section.Check(("base rate: Brier", "基准比例：Brier"), churn.Double("baseBrier"), .2060, 5.1e-5, Here)
                .Check(("recency alone: AUC", "仅凭最近购买：AUC"), churn.Double("recencyAuc"), .771, 5.1e-4, Here)
                .Check(("frequency alone: AUC", "仅凭购买次数：AUC"), churn.Double("frequencyAuc"), .758, 5.1e-4, Here)
                .Check(("purchases made", "实际购买"), purchases.Double("actual"), 1882, 0, Paper, 0);
            double[] actual = [.2367, .6970, 1.3925, 1.5600, 2.5323, 2.9474, 3.8621, 6.3594], expected = [.2250893, .5231364, 1.044126, 1.520256, 2.163824, 2.653789, 3.503957, 6.157036];
            foreach (var (shown, x) in test["classes"]!.AsArray().Select((c, x) => (c, x)))
                section.Check(($"with {x}{(x == 7 ? " or more" : "")} repeats: purchases made each", $"重复 {x}{(x == 7 ? " 次及以上" : " 次")}：人均实际购买"), shown.Double("actual"), actual[x], 1e-4, Walkthrough)
                    .Check(($"with {x}{(x == 7 ? " or more" : "")} repeats: BG/NBD expected", $"重复 {x}{(x == 7 ? " 次及以上" : " 次")}：BG/NBD 预期"), shown.Double("expected"), expected[x], 5e-4, Walkthrough);
        }
        section.Check(("NBD: sum of expected purchases, bias", "NBD：预期购买总数偏差"), (await folder.Json(0, "insight", "backtest", "--model", "nbd", "--origin", Split, "--until", "1998-06-30"))["purchases"].Double("bias"), .557, 5.1e-4, Here);
    }

    // The file has neither a header nor order numbers.
    private static async Task<string> Orders() => "customer,order,date,amount\n" + string.Concat((await File.ReadAllLinesAsync(Shared.File("data/cdnow-sample.txt")))
        .Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(f => f.Length == 5).Select((f, i) => string.Create(CultureInfo.InvariantCulture, $"{f[1]},{i + 1},{f[2]},{f[4]}\n")));
}
