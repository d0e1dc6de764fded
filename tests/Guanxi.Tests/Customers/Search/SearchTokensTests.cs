using CsCheck;
using Guanxi.Customers.Search;

namespace Guanxi.Tests.Customers.Search;

[Trait("Row", "CUS-7")]
public sealed class SearchTokensTests
{
    [Theory]
    [InlineData("张三", "zhangsan", "zs", "san", "张", "三", "zhang s", "ZHANG", "ｚｓ")]
    [InlineData("曾国藩", "zengguofan", "zgf", "zeng", "gf")]
    [InlineData("单小英", "shanxiaoying", "sxy")]
    [InlineData("仇英", "qiuying", "qy")]
    [InlineData("解缙", "xiejin", "xj")]
    [InlineData("查良镛", "zhaliangyong", "zly")]
    [InlineData("区志强", "ouzhiqiang", "ozq")]
    [InlineData("任我行", "renwoxing", "rwx", "renwohang")]
    [InlineData("尉迟恭", "yuchigong", "ycg", "尉迟")]
    [InlineData("万俟卨", "moqi", "mq")]
    [InlineData("欧阳修", "ouyangxiu", "oyx", "xiu")]
    [InlineData("朴志英", "piaozhiying", "puzhiying")]
    [InlineData("吕丽", "lvli", "luli", "ll")]
    [InlineData("乐嘉", "yuejia", "lejia")]
    [InlineData("张長行", "zhangchangxing", "zhangzhanghang", "长", "長行")]
    [InlineData("張偉", "张伟", "zhangwei", "張")]
    [InlineData("陈朝阳", "chaoyang", "zhaoyang", "cy", "zy")]
    [InlineData("西安xi'an", "xian")]
    public void A_person_is_found_by_signs_readings_and_initials(string name, params string[] typed)
    {
        using var index = new SearchIndex();
        index.AddPerson(1, name);
        index.AddPerson(2, "佟掌柜");

        foreach (var text in typed) index.Find(text).ShouldContain(1, $"{text} → {name}");
    }

    [Theory]
    [InlineData("曾国藩", "ceng")]
    [InlineData("仇英", "chou")]
    [InlineData("张三", "hang")]       // a reading is entered at a syllable, not in its middle
    [InlineData("张三", "三张")]
    [InlineData("李丽丽", "丽丽丽")]
    [InlineData("Anderson", "nd")]     // two letters begin a word
    [InlineData("Anderson", "derm")]
    [InlineData("Anders Onkel", "derson")]
    public void Nobody_is_found_by_what_is_not_there(string name, string typed)
    {
        using var index = new SearchIndex();
        index.AddPerson(1, name);

        index.Find(typed).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("1380")]
    [InlineData("0013")]
    [InlineData("8000")]
    [InlineData("138 0013 8000")]
    [InlineData("138-0013-80")]
    [InlineData("+86 138")]
    [InlineData("013800138000")]
    [InlineData("１３８００")]
    [InlineData("zhang.san@tea")]
    [InlineData("zhang.san@te")]
    [InlineData("zhang@tea.example")]
    [InlineData("chinatea")]
    [InlineData("san@")]
    [InlineData("YL-2024")]
    [InlineData("yl2024")]
    [InlineData("2024-0012")]
    [InlineData("云岭")]
    [InlineData("岭")]
    [InlineData("yunlingchaye")]
    [InlineData("ylcy")]
    [InlineData("茶叶 138001")]
    [InlineData("云岭chaye")]
    [InlineData("强尼")]
    [InlineData("Jonny")]
    [InlineData("Bjornstad")]
    [InlineData("ørnst")]
    public void A_firm_is_found_by_every_field(string typed)
    {
        using var index = new SearchIndex();
        index.Add(1, new("云岭茶叶有限公司", false, ["强尼", "Jonny Bjørnstad"], ["+8613800138000", "+442079460018"], ["zhang.san@tea.chinatea.example"], "YL-2024-0012"));
        index.Add(2, new("佟记", false, [], ["+8613500235999"], ["tong@shop.qq.com"], "YL-2025-0099"));

        index.Find(typed).ShouldBe([1]);
    }

    [Fact]
    public void A_phrase_does_not_run_from_one_field_into_the_next()
    {
        using var index = new SearchIndex();
        index.Add(1, new("张三", true, ["三丰"], ["+8613800138000", "+8600055559999"], [], "C1"));

        index.Find("张三丰").ShouldBeEmpty();
        index.Find("80008600").ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_typed_breaks_the_query()
    {
        using var index = new SearchIndex();
        index.AddPerson(1, "张三");
        const string alphabet = "张三az09\"'*()^:-+&|!<>{}[]\\/.,;@#$%_~`\0\t\n\r\uE000\uE001\uD83D\uDE00ßéİ ＡＮＤ㐀𠮷";

        Gen.Char[alphabet].Array[0, 40].Select(c => new string(c)).Sample(typed =>
        {
            index.Find(typed);
            var literal = TsVectorText.Of(SearchQuery.Parse(typed));
            literal.Count(c => c == '\'').ShouldBe(2 * SearchQuery.Parse(typed).Clauses.Sum(c => c.Sum(p => p.Tokens.Count)));
            literal.ShouldNotContain('\\');
        }, iter: 20_000, threads: 1);
        foreach (var word in (string[])["NEAR(a b)", "a AND", "OR OR", "NOT x", "text: a", "\"", "'); DROP TABLE found; --", "a* b*", "^a", "\uD800"]) index.Find(word);
    }

    [Fact]
    public void A_hostile_customer_breaks_no_literal()
    {
        var tokens = SearchTokens.Of(new("Robert'); DROP\\ TABLE 张'三\0\uE000\uD800", true, ["\"*\""], ["'1380'0138000\uD83D"], ["a'b@c\\d"], "'"));

        tokens.Open.Concat(tokens.Personal).ShouldAllBe(t => t.All(c => char.IsLetterOrDigit(c) || c == SearchTokens.Inner));
    }

    [Fact]
    public void A_long_name_stays_short_in_the_index()
    {
        var tokens = SearchTokens.Of(new("长沙银行股份有限公司行长重乐长行重乐长行重乐", false, [], [], [], "")).Open;

        tokens.Count.ShouldBeLessThan(650);
        tokens.ShouldAllBe(t => t.Length <= SearchTokens.LongestWord);
        tokens.ShouldContain("changshayinhanggufenyoux");
    }

    [Fact]
    public void Names_sort_by_pinyin()
    {
        string[] names = ["曾国藩", "张三", "阿明", "Bella", "章明", "张安", "李四"];

        names.OrderBy(n => SearchTokens.SortKey(n, true), StringComparer.Ordinal).ShouldBe(["阿明", "Bella", "李四", "曾国藩", "张安", "张三", "章明"]);
    }
}
