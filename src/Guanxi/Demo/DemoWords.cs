using System.Globalization;

namespace Guanxi.Demo;

/// <summary>The names, places, goods and sentences that the demo firm is made of, read from <c>Words/*.txt</c>.</summary>
internal sealed class DemoWords
{
    private static readonly Lazy<DemoWords> Loaded = new(() => new());
    private readonly Dictionary<string, string[]> names;

    private DemoWords()
    {
        names = Lines("names").ToDictionary(cells => cells[0], cells => cells[1].Split(' '));
        Divisions = [.. Lines("places").Where(c => c[0] == "cn").Select(c => new Division(c[1], c[2], c[3], Number(c[4]), c[5].Split(' ')))];
        Abroad = [.. Lines("places").Where(c => c[0] != "cn").Select(c => new ForeignCity(c[0].ToUpperInvariant(), c[1], c[2], Number(c[3]), c[4]))];
        Goods = [.. Lines("catalogue")];
        var talk = Lines("talk").ToList();
        Contacts = Both(talk.Where(c => c.Length == 5 && c[1] != "complaint"), c => new Talk(c[1], c[2], c[3], c[4]));
        Complaints = Both(talk.Where(c => c[1] == "complaint"), c => new Grievance(c[2], c[3], c[4]));
        Tasks = Both(talk.Where(c => c[1] == "task"), c => c[2]);
        Bonds = Both(Lines("bonds"), c => new BondWords(c[1], Or(c[2]), Or(c[3]), Or(c[4]), Number(c[5]), c[6]));
        var handling = Lines("handling").ToList();
        Handling = Both(handling.Where(c => c[0] is "zh" or "en"), c => (Kind: c[1], Text: c[2]));
        Surveys = Both(Lines("surveys"), c => (Kind: c[1], Text: c[2]));
        ServiceLines = Lines("requests").ToLookup(c => c[0]);
        Requests = [.. ServiceLines["zh"].Concat(ServiceLines["en"]).Select(c => new Asked(c[0], c[1], c[2], c[3], c[4], ServiceLines["told"].First(t => t[1] == c[0])[2]))];
        Risks = [.. Lines("risks")];
        Consent = Lines("consent").ToLookup(c => c[0], c => c[1]);
        Causes = [.. handling.Where(c => c[0] == "cause").Select(c => (c[1], c[2]))];
        Gifts = [.. handling.Where(c => c[0] == "gift").Select(c => (Number(c[1]), c[2]))];
        Posts = Both(Lines("people"), c => new Post(c[1], c[2], c[3]));
        Hearts = Lines("hearts").ToDictionary(c => (c[0], Number(c[1])), c => c[2]);
        Desk = [.. Lines("desk").Select(c => new DeskItem(c[0], Number(c[1]), c[2], c[3]))];
    }

    public static DemoWords All => Loaded.Value;

    public IReadOnlyList<Division> Divisions { get; }
    public IReadOnlyList<ForeignCity> Abroad { get; }

    /// <summary>Cells of the catalogue's lines.</summary>
    public IReadOnlyList<string[]> Goods { get; }
    public (Talk[] Chinese, Talk[] English) Contacts { get; }
    public (Grievance[] Chinese, Grievance[] English) Complaints { get; }
    public (string[] Chinese, string[] English) Tasks { get; }
    public (BondWords[] Chinese, BondWords[] English) Bonds { get; }
    public (Post[] Chinese, Post[] English) Posts { get; }
    public IReadOnlyList<DeskItem> Desk { get; }

    /// <summary>What was seen that earned a mark, by heart and mark; what somebody appealed with, and what was decided.</summary>
    public IReadOnlyDictionary<(string Heart, int Mark), string> Hearts { get; }

    /// <summary>What is noted while a complaint is handled, by kind.</summary>
    public ((string Kind, string Text)[] Chinese, (string Kind, string Text)[] English) Handling { get; }

    /// <summary>What is answered in surveys, by kind.</summary>
    public ((string Kind, string Text)[] Chinese, (string Kind, string Text)[] English) Surveys { get; }

    /// <summary>What customers ask for.</summary>
    public IReadOnlyList<Asked> Requests { get; }

    /// <summary>Cells of the lines about service, by their first: queues, kinds of requests, articles, and what is said on the way.</summary>
    public ILookup<string, string[]> ServiceLines { get; }

    /// <summary>What proves consent, and what is asked about data, by kind.</summary>
    public ILookup<string, string> Consent { get; }

    /// <summary>Cells of the lines of the risk register.</summary>
    public IReadOnlyList<string[]> Risks { get; }

    /// <summary>Finer causes: below which kind, and what they are called.</summary>
    public IReadOnlyList<(string Cause, string Name)> Causes { get; }

    /// <summary>Gifts and what they cost, in fen.</summary>
    public IReadOnlyList<(int CostMinor, string Name)> Gifts { get; }

    public string[] this[string kind] => names[kind];

    /// <summary>Entries of the form <c>张:zhang</c>.</summary>
    public (string Written, string Spelled)[] Spelled(string kind) =>
        [.. names[kind].Select(entry => entry.Split(':')).Select(parts => (parts[0], parts[^1]))];

    private static (T[] Chinese, T[] English) Both<T>(IEnumerable<string[]> lines, Func<string[], T> make)
    {
        var byLanguage = lines.ToLookup(c => c[0], make);
        return ([.. byLanguage["zh"]], [.. byLanguage["en"]]);
    }

    private static IEnumerable<string[]> Lines(string file)
    {
        using var stream = typeof(DemoWords).Assembly.GetManifestResourceStream($"Demo.{file}.txt") ?? throw new InvalidOperationException($"{file}.txt is missing from the build.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            if (!line.StartsWith('#')) yield return line.Split('\t');
    }

    private static string? Or(string text) => text == "-" ? null : text;

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}

internal sealed record Division(string Region, string Province, string City, int Weight, string[] Districts);

internal sealed record ForeignCity(string Country, string Currency, string City, int Weight, string DialCode);

/// <summary>What a customer asks for, what they are told first, and how it is solved.</summary>
internal sealed record Asked(string Language, string Kind, string Title, string Words, string Solution, string Answer);

internal sealed record Talk(string Channel, string Direction, string Purpose, string Result);

internal sealed record Grievance(string Cause, string Summary, string Solution);

/// <summary>A post at an organisation and what its holder has to do with a purchase.</summary>
internal sealed record Post(string Role, string Department, string Position);

/// <summary>Picks by weight in constant steps.</summary>
internal sealed class Weighted<T>
{
    private readonly T[] items;
    private readonly int[] sums;

    public Weighted(IEnumerable<(T Item, int Weight)> weighted)
    {
        var all = weighted.ToArray();
        items = [.. all.Select(w => w.Item)];
        sums = new int[all.Length];
        for (int i = 0, sum = 0; i < all.Length; i++) sums[i] = sum += all[i].Weight;
    }

    public T Pick(ref DemoRandom random)
    {
        var at = Array.BinarySearch(sums, random.Below(sums[^1]) + 1);
        return items[at >= 0 ? at : ~at];
    }
}
