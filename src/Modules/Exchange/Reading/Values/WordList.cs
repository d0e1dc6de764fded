using System.Text;

namespace Guanxi.Exchange.Reading;

/// <summary>The word lists that lie beside the code as text files.</summary>
internal static class WordList
{
    public static IEnumerable<string> Lines(string file)
    {
        var assembly = typeof(WordList).Assembly;
        var name = assembly.GetManifestResourceNames().Single(candidate => candidate.EndsWith("." + file, StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
            if (line.Length > 0 && line[0] != '#') yield return line;
    }
}
