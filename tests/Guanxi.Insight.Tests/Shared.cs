using System.Globalization;
using System.Text.Json;

namespace Guanxi.Insight.Tests;

/// <summary>Reference values and data that live beside the repository, never in it. A test that needs one is skipped, visibly, where they are missing.</summary>
internal static class Shared
{
    public static JsonElement Golden(string file, params object[] path)
    {
        var at = JsonDocument.Parse(File.ReadAllText(PathOf("golden", file))).RootElement;
        foreach (var step in path)
            at = step is int index ? at[index] : at.GetProperty((string)step);
        return at;
    }

    /// <summary>A number, which the reference files write as a string where a double would lose digits or underflow.</summary>
    public static double Number(this JsonElement element, string? name = null)
    {
        var value = name is null ? element : element.GetProperty(name);
        return value.ValueKind == JsonValueKind.String ? double.Parse(value.GetString()!, CultureInfo.InvariantCulture) : value.GetDouble();
    }

    public static double[] Numbers(this JsonElement element) => [.. element.EnumerateArray().Select(e => e.Number())];

    public static string[] Lines(string folder, string file, System.Text.Encoding? encoding = null) => File.ReadAllLines(PathOf(folder, file), encoding ?? System.Text.Encoding.UTF8);

    private static string PathOf(string folder, string file)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Guanxi.slnx")))
            root = root.Parent;
        var path = root is null ? null : Path.Combine(root.FullName, "..", "shared", folder, file);
        Assert.SkipUnless(File.Exists(path), $"../shared/{folder}/{file} is not there.");
        return path!;
    }
}
