using System.Reflection;

namespace Guanxi.Insight.Tests;

/// <summary>The table of published values in the science paper, section 5: each of its rows has a test, and this one counts them.</summary>
[Trait("Row", "VAL-5")]
public sealed class AnchorTests
{
    private const int Anchors = 61;

    /// <summary>Rows whose data set is too large to travel with the tests: their test runs as soon as the file lies beside the others, and is skipped until then.</summary>
    private static readonly Dictionary<int, string> WaitForData = new()
    {
        [59] = "hillstrom.csv: 64,000 customers of the e-mail challenge of 2008",
        [61] = "cdnow-master.txt: all 23,570 customers of whom the sample is a tenth",
    };

    [Fact]
    public void Every_published_value_has_a_test()
    {
        var tested = Tested();

        Enumerable.Range(1, Anchors).Where(a => !tested.ContainsKey(a)).ShouldBeEmpty();
        tested.Keys.ShouldAllBe(a => a >= 1 && a <= Anchors);
        WaitForData.Keys.ShouldAllBe(a => tested.ContainsKey(a));
    }

    /// <summary>Science traits read "5.12" for row 12, several parted by commas.</summary>
    private static Dictionary<int, string> Tested()
    {
        var tested = new Dictionary<int, string>();
        foreach (var method in typeof(AnchorTests).Assembly.GetTypes().SelectMany(t => t.GetMethods()).Where(m => m.GetCustomAttribute<FactAttribute>() is { Skip: null }))
            foreach (var trait in method.GetCustomAttributes<TraitAttribute>().Where(t => t.Name == "Science"))
                foreach (var part in trait.Value.Split(','))
                    if (part.Trim().Split('.') is ["5", var number])
                        tested[int.Parse(number, System.Globalization.CultureInfo.InvariantCulture)] = method.Name;
        return tested;
    }
}
