namespace Guanxi.Bench;

/// <summary>The UCI file into an empty firm: a real shop's year, checked as a whole, then written.</summary>
internal static class UciImport
{
    public static async Task Measure(Size size, Report report)
    {
        var file = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "data", "online-retail-uci.csv.gz"));
        if (!File.Exists(file))
        {
            report.Note("the UCI file is not beside the project (../shared/data/online-retail-uci.csv.gz)");
            return;
        }
        var folder = Directory.CreateTempSubdirectory("guanxi-bench-uci-").FullName;
        try
        {
            var imported = (await Executable.Run("import", "orders", file, "--preset", "online-retail", "--json", "--data", folder)).Well();
            report.Add(Figure.Uci, size, imported.Took.TotalSeconds);
            report.Add(Figure.UciMemory, size, imported.PeakMemory / 1e6);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
