using System.Globalization;

namespace Guanxi.Insight.Tests;

/// <summary>Small published data sets that travel with the tests.</summary>
internal static class Samples
{
    /// <summary>Rows of a file beside the tests; lines that begin with # say where it comes from.</summary>
    public static double[][] Rows(string file)
    {
        using var stream = typeof(Samples).Assembly.GetManifestResourceStream(file) ?? throw new FileNotFoundException(file);
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => l[0] is not '#')
            .Skip(1).Select(l => Array.ConvertAll(l.TrimEnd().Split(','), f => double.Parse(f, CultureInfo.InvariantCulture)))];
    }

    public static double[] Column(this double[][] rows, int i) => [.. rows.Select(r => r[i])];
}
