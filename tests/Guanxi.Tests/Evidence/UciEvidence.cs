using Guanxi.Tests.Commands;

namespace Guanxi.Tests.Evidence;

/// <summary>A real shop's year of invoices, as its owner would load it.</summary>
[Trait("Row", "VAL-5")]
[Trait("Suite", "once")]
public sealed class UciEvidence
{
    [Fact]
    [Trait("Science", "7")]
    public async Task What_the_page_says_of_the_UCI_file_is_what_is_computed()
    {
        var file = Shared.File("data/online-retail-uci.csv.gz");
        await using var folder = await OwnFolder.Make();
        var section = new Section("uci", ("UCI Online Retail: a real shop's year", "UCI Online Retail：一家真实商店的一年"));
        section.Text(("The file as it is published, loaded with `guanxi import orders --preset online-retail`.", "按发布的原文件用 `guanxi import orders --preset online-retail` 导入。"));

        var imported = await folder.Json(0, "import", "orders", file, "--preset", "online-retail");
        section.Check(("lines read", "读入行数"), imported.Number("rows"), 541_909, 0, "UCI", 0).Check(("lines refused", "拒绝行数"), imported.Number("rejected"), 0, 0, "–", 0)
            .Check(("customers", "客户"), imported.Number("customersNew"), 4372, 0, "UCI", 0).Check(("lines without a customer", "无客户的行"), imported.Number("anonymousRows"), 135_080, 0, "UCI", 0)
            .Check(("lines of cancelled invoices", "作废发票的行"), imported.Number("returns"), 9288, 0, "UCI", 0);

        section.Text(("Up to 2011-08-31, and judged by the 14.3 weeks after it. The file shows nobody leave: BG/NBD and MBG/NBD run to their boundary (a → 0), are refused with the reason `no_dropout_seen`, and NBD takes their place, which has no Christmas in it.",
            "以 2011-08-31 为界，并用其后 14.3 周检验。数据中看不出有人离开：BG/NBD 与 MBG/NBD 走到边界（a → 0），以 `no_dropout_seen` 拒用，改用 NBD；它不含圣诞季。"));
        foreach (var model in (string[])["bg-nbd", "mbg-nbd"])
        {
            var fit = await folder.Json(0, "insight", "fit", "--model", model, "--until", "2011-08-31", "--unit", "week");
            fit.Text("notIdentified").ShouldBe("no_dropout_seen");
            section.Check(($"{model}: a, refused", $"{model}：a，拒用"), fit["parameters"].Double("a"), 3e-6, 3e-6, "science 0.6", 7);
        }
        var test = await folder.Json(0, "insight", "backtest", "--model", "nbd", "--origin", "2011-08-31");
        section.Check(("customers judged", "检验客户"), test.Number("customers"), 3317, 0, "science 7", 0)
            .Check(("NBD: sum of expected purchases, bias", "NBD：预期购买总数偏差"), test["purchases"].Double("bias"), -.24, 5.1e-3, "science 7")
            .Check(("NBD: AUC of churn", "NBD：流失概率的 AUC"), test["churn"].Double("auc"), .733, 5.1e-4, "science 7")
            .Check("NBD: Brier", test["churn"].Double("brier"), .215, 5.1e-4, "science 7")
            .Check(("base rate: Brier", "基准比例：Brier"), test["churn"].Double("baseBrier"), .242, 5.1e-4, "science 7");

        // The whole chain once: what a run says of the same file.
        var run = await folder.Json(0, "insight", "run");
        run.Text("model").ShouldBe("nbd");
        section.Check(("customers with a standing after `guanxi insight run`", "`guanxi insight run` 之后有结论的客户"), run.Number("customers"), 4372, 0, "UCI", 0)
            .Check(("grades: major + minor + ordinary + small", "分级：关键 + 次要 + 普通 + 小"), run["grades"]!.AsObject().Sum(g => g.Value!.GetValue<int>()), 4372, 0, "–", 0);
        EvidencePage.Check(section);
    }
}
