using Guanxi.Customers.Search;

namespace Guanxi.Tests.Customers.Search;

/// <summary>Two thousand names in the index against the same names searched naively.</summary>
[Trait("Row", "CUS-7")]
public sealed class SearchOracleTests
{
    private const string Surnames = "王李张刘陈杨黄赵吴周曾单仇解查区任徐孙马", Given = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英乐行长重朝婷玉萍红";
    private static readonly Dictionary<char, string> Reading = new()
    {
        ['王'] = "wang", ['李'] = "li", ['张'] = "zhang", ['刘'] = "liu", ['陈'] = "chen", ['杨'] = "yang", ['黄'] = "huang", ['赵'] = "zhao", ['吴'] = "wu",
        ['周'] = "zhou", ['曾'] = "zeng", ['单'] = "shan", ['仇'] = "qiu", ['解'] = "xie", ['查'] = "zha", ['区'] = "ou", ['任'] = "ren", ['徐'] = "xu",
        ['孙'] = "sun", ['马'] = "ma", ['伟'] = "wei", ['芳'] = "fang", ['娜'] = "na nuo", ['敏'] = "min", ['静'] = "jing", ['丽'] = "li", ['强'] = "qiang jiang",
        ['磊'] = "lei", ['军'] = "jun", ['洋'] = "yang", ['勇'] = "yong", ['艳'] = "yan", ['杰'] = "jie", ['娟'] = "juan", ['涛'] = "tao", ['明'] = "ming",
        ['超'] = "chao", ['秀'] = "xiu", ['霞'] = "xia", ['平'] = "ping", ['刚'] = "gang", ['桂'] = "gui", ['英'] = "ying", ['乐'] = "le yue",
        ['行'] = "xing hang", ['长'] = "chang zhang", ['重'] = "zhong chong", ['朝'] = "chao zhao", ['婷'] = "ting", ['玉'] = "yu", ['萍'] = "ping", ['红'] = "hong",
    };

    private readonly string[] names;

    public SearchOracleTests()
    {
        var random = new Random(7);
        names = [.. Enumerable.Range(0, 2000).Select(_ =>
            $"{Surnames[random.Next(Surnames.Length)]}{Given[random.Next(Given.Length)]}{(random.Next(3) == 0 ? "" : Given[random.Next(Given.Length)])}")];
    }

    [Fact]
    public void Every_substring_finds_exactly_its_names()
    {
        using var index = Index();

        foreach (var part in names.SelectMany(Substrings).Distinct())
            index.Find(part).ShouldBe(Where(name => name.Contains(part, StringComparison.Ordinal)), part);
    }

    [Fact]
    public void Every_beginning_of_a_reading_or_of_initials_finds_exactly_its_names()
    {
        using var index = Index();
        var spelled = names.Distinct().ToDictionary(n => n, Spellings);
        var random = new Random(11);
        var typed = names.SelectMany(n => spelled[n]).SelectMany(s => Enumerable.Range(1, s.Length).Select(length => s[..length])).Distinct().ToArray();
        random.Shuffle(typed);

        foreach (var text in typed.Take(3000))
            index.Find(text).ShouldBe(Where(name => spelled[name].Any(s => s.StartsWith(text, StringComparison.Ordinal))), text);
    }

    private SearchIndex Index()
    {
        var index = new SearchIndex();
        for (var i = 0; i < names.Length; i++) index.AddPerson(i, names[i]);
        return index;
    }

    private long[] Where(Func<string, bool> matches) => [.. Enumerable.Range(0, names.Length).Where(i => matches(names[i])).Select(i => (long)i)];

    private static IEnumerable<string> Substrings(string name) =>
        from start in Enumerable.Range(0, name.Length) from length in Enumerable.Range(1, name.Length - start) select name.Substring(start, length);

    private static HashSet<string> Spellings(string name)
    {
        var all = new HashSet<string>();
        for (var start = 0; start < name.Length; start++)
        {
            string[] whole = [""], initials = [""];
            foreach (var sign in name[start..])
            {
                var readings = Reading[sign].Split(' ');
                initials = [.. from i in initials from r in readings select i + r[0]];
                whole = [.. from w in whole from r in readings select w + r];
            }
            all.UnionWith(whole);
            if (start < name.Length - 1) all.UnionWith(initials);
        }
        return all;
    }
}
