using System.Globalization;
using Guanxi.Insight;

namespace Guanxi.Tests.Evidence;

/// <summary>The product's boosted trees on the churn data that everybody knows, beside well-known programs.</summary>
[Trait("Row", "RET-1")]
[Trait("Suite", "once")]
public sealed class TelcoEvidence
{
    private const int Folds = 5;

    [Fact]
    [Trait("Science", "7")]
    public void What_the_page_says_of_the_trees_on_Telco_is_what_is_computed()
    {
        var rows = File.ReadLines(Shared.File("data/telco-customer-churn.csv")).Skip(1).Select(l => l.TrimEnd().Split(',')).ToArray();
        bool[] left = [.. rows.Select(r => r[^1] == "Yes")];
        var columns = Columns(rows);
        var (trees, tenure, contract) = (new double[rows.Length], new double[rows.Length], new double[rows.Length]);
        for (var fold = 0; fold < Folds; fold++)
        {
            int[] seen = [.. Enumerable.Range(0, rows.Length).Where(i => i % Folds != fold)], unseen = [.. Enumerable.Range(0, rows.Length).Where(i => i % Folds == fold)];
            var grown = BoostedTrees.Fit([.. columns.Select(c => Array.ConvertAll(seen, i => c[i]))], Array.ConvertAll(seen, i => left[i]), new(Trees: 150, LearningRate: .05));
            var scale = LogisticCalibration.Fit(Array.ConvertAll(seen, i => Tenure(rows[i])), Array.ConvertAll(seen, i => left[i]));
            var rates = seen.GroupBy(i => rows[i][15]).ToDictionary(g => g.Key, g => g.Average(i => left[i] ? 1.0 : 0));
            foreach (var i in unseen)
                (trees[i], tenure[i], contract[i]) = (LogisticCalibration.None.Of(grown.LogOdds([.. columns.Select(c => c[i])])), scale.Of(Tenure(rows[i])), rates[rows[i][15]]);
        }
        var section = new Section("telco", ("Boosted trees on IBM Telco", "IBM Telco 数据上的提升树"));
        section.Text(("7,043 customers of a telephone company, 26.5 % of whom left. Five folds, each foretold by trees that did not see it: 150 trees of 8 leaves, learning rate 0.05, as in the reference run of ML.NET's LightGBM. The folds are not the same ones, hence the tolerance: the standard error of such an AUC is 0.005.",
            "一家电话公司的 7,043 位客户，26.5 % 已离开。五折检验，每折由未见过它的树预测：150 棵、每棵 8 叶、学习率 0.05，与参考运行（ML.NET 的 LightGBM）相同。分折不同，故有容差：此类 AUC 的标准误为 0.005。"));
        var score = ProbabilityScore.Of(trees, left);
        section.Check(("base rate: Brier", "基准比例：Brier"), score.BaseRate * (1 - score.BaseRate), .1949, 5.1e-5, "science 7")
            .Check(("trees: AUC, beside LightGBM", "提升树：AUC，对照 LightGBM"), score.Auc, .8497, .004, "ML.NET 5.0.1 + LightGBM").Check(("trees: Brier, beside LightGBM", "提升树：Brier，对照 LightGBM"), score.Brier, .1333, .0015, "ML.NET 5.0.1 + LightGBM")
            .Check(("trees: AUC, beside histogram boosting", "提升树：AUC，对照直方图提升"), score.Auc, .8479, .004, "scikit-learn").Check(("trees: calibration error", "提升树：校准误差"), score.CalibrationError, .009, .006, "scikit-learn").Check(("trees: lift of the top tenth", "提升树：前十分之一提升度"), score.TopDecileLift, 2.86, .1, "scikit-learn", 2);
        section.Text(("Beside what is known without trees, and the reference runs of others on the same file (not computed here):", "旁列不用树也知道的，以及他人在同一文件上的参考运行（非本处计算）："));
        section.Table(("forecast", "预测"), "AUC", "Brier", ("calibration error", "校准误差"), ("lift of the top tenth", "前十分之一提升度"));
        foreach (var (name, forecast) in new (Said, double[])[] { (("trees", "提升树"), trees), (("contract alone", "仅凭合同类型"), contract), (("tenure alone", "仅凭在网时长"), tenure) })
        {
            var one = ProbabilityScore.Of(forecast, left);
            section.Cells(name, Section.Number(one.Auc, 4), Section.Number(one.Brier, 4), Section.Number(one.CalibrationError, 3), Section.Number(one.TopDecileLift, 2));
        }
        section.Cells(("base rate", "基准比例"), "0.5", Section.Number(score.BaseRate * (1 - score.BaseRate), 4), "–", "1")
            .Cells(("logistic regression (reference)", "逻辑回归（参考）"), "0.8447", "0.1356", "0.010", "2.84").Cells(("random forest (reference)", "随机森林（参考）"), "0.8443", "0.1353", "–", "–")
            .Cells(("LightGBM (reference)", "LightGBM（参考）"), "0.8497", "0.1333", "–", "–");
        EvidencePage.Check(section);
    }

    private static double Tenure(string[] row) => -Math.Log(1 + double.Parse(row[5], CultureInfo.InvariantCulture));

    /// <summary>Numbers as they are, an empty one as unknown; words as one column for each but the first.</summary>
    private static float[][] Columns(string[][] rows)
    {
        var columns = new List<float[]>();
        for (var c = 1; c < rows[0].Length - 1; c++)
        {
            if (c is 2 or 5 or 18 or 19)
                columns.Add(Array.ConvertAll(rows, r => float.TryParse(r[c], CultureInfo.InvariantCulture, out var number) ? number : float.NaN));
            else
                columns.AddRange(rows.Select(r => r[c]).Distinct().Order(StringComparer.Ordinal).Skip(1).Select(word => Array.ConvertAll(rows, r => r[c] == word ? 1f : 0f)));
        }
        return [.. columns];
    }
}
