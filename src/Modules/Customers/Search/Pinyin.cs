using System.Text;

namespace Guanxi.Customers.Search;

/// <summary>How Chinese characters are read, in pinyin without tones, and their simplified forms. Read once from pinyin.txt, when first asked.</summary>
internal sealed class Pinyin
{
    private const char First = '㐀', Last = '鿿';
    private static readonly Lazy<Pinyin> Loaded = new(Load);

    private readonly string[]?[] readings = new string[]?[Last - First + 1];
    private readonly char[] simplified = new char[Last - First + 1];
    private readonly Dictionary<char, string[]> surnames = [];
    private readonly Dictionary<string, string[]> compoundSurnames = [];
    private readonly Dictionary<char, List<(string Word, string[] Reading)>> words = [];

    public static Pinyin Table => Loaded.Value;

    public char Simplified(char c) => c is >= First and <= Last && simplified[c - First] is var s && s != 0 ? s : c;

    /// <summary>The readings of each character of a name, the likeliest first; none for what has no reading. In a person's name the surname is read as a surname.</summary>
    public string[][] Read(IReadOnlyList<Rune> name, bool startsWithSurname)
    {
        var read = new string[name.Count][];
        for (var i = 0; i < read.Length; i++) read[i] = ReadingsOf(name[i]);

        var plain = string.Concat(name.Select(r => r.IsBmp ? Simplified((char)r.Value) : '?'));
        for (var i = 0; i < plain.Length; i++)
            if (words.TryGetValue(plain[i], out var starting))
                foreach (var (word, reading) in starting)
                    if (string.CompareOrdinal(plain, i, word, 0, word.Length) == 0)
                        for (var k = 0; k < word.Length; k++)
                            read[i + k] = [reading[k], .. read[i + k].Where(r => r != reading[k])];

        if (startsWithSurname) ReadSurname(plain, read);
        return read;
    }

    private void ReadSurname(string plain, string[][] read)
    {
        foreach (var length in (int[])[4, 2])
            if (plain.Length > length && compoundSurnames.TryGetValue(plain[..length], out var compound))
            {
                for (var k = 0; k < length; k++) read[k] = [compound[k]];
                // 单于明 may be a Chanyu or a Mr Shan called 于明.
                if (surnames.TryGetValue(plain[0], out var alone)) read[0] = [compound[0], .. alone.Where(r => r != compound[0])];
                return;
            }
        if (plain.Length < 2 || read[0].Length == 0) return;
        read[0] = surnames.TryGetValue(plain[0], out var single) ? single : [read[0][0]];
    }

    private string[] ReadingsOf(Rune rune) => rune.Value is >= First and <= Last ? readings[rune.Value - First] ?? [] : [];

    private static Pinyin Load()
    {
        var table = new Pinyin();
        using var resource = typeof(Pinyin).Assembly.GetManifestResourceStream("pinyin.txt")
            ?? throw new InvalidOperationException("The table of readings is missing from the build.");
        using var reader = new StreamReader(resource, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#')) continue;
            var cells = line.Split('\t');
            switch (cells[0])
            {
                case "r": table.AddSyllable(cells[1], cells[2], cells[3]); break;
                case "s": table.surnames[cells[1][0]] = cells[2].Split(' '); break;
                case "c": table.compoundSurnames[cells[1]] = cells[2].Split(' '); break;
                case "w": table.AddWord(cells[1], cells[2].Split(' ')); break;
                case "t": table.AddTraditional(cells[1]); break;
            }
        }
        return table;
    }

    private void AddSyllable(string syllable, string first, string second)
    {
        string[] alone = [syllable];
        foreach (var c in first)
            readings[c - First] = readings[c - First] is { } others ? [syllable, .. others] : alone;
        foreach (var c in second)
            readings[c - First] = readings[c - First] is { } others ? [.. others, syllable] : alone;
    }

    private void AddWord(string word, string[] reading)
    {
        if (!words.TryGetValue(word[0], out var starting)) words[word[0]] = starting = [];
        starting.Add((word, reading));
    }

    private void AddTraditional(string pairs)
    {
        for (var i = 0; i + 1 < pairs.Length; i += 2) simplified[pairs[i] - First] = pairs[i + 1];
    }
}
