using System.Globalization;
using System.Text;
using Guanxi.Files;

namespace Guanxi.Tests.Contact.Attachments;

/// <summary>What becomes of names that senders' programs, or their enemies, give to files.</summary>
[Trait("Row", "ENG-1"), Trait("Suite", "once")]
public sealed class FileNameTests
{
    [Theory]
    [InlineData("Quotation 2026.pdf", "Quotation 2026.pdf")]
    [InlineData("报价单（二零二六年三月）.docx", "报价单（二零二六年三月）.docx")]
    [InlineData("合同.v2.2026.03.02.pdf", "合同.v2.2026.03.02.pdf")]
    [InlineData(@"C:\Users\me\..\..\secret.pdf", "secret.pdf")]
    [InlineData("../../etc/passwd.txt", "passwd.txt")]
    [InlineData("/etc/cron.d/x.csv", "x.csv")]
    [InlineData("a\0b\r\nc\u007f.pdf", "abc.pdf")]
    // Shown as “报价fdp.exe” where the direction is turned.
    [InlineData("报价\u202Eexe.pdf", "报价exe.pdf")]
    [InlineData("\u2067a\u2069\u200B\uFEFFb.pdf", "ab.pdf")]
    [InlineData("a\u2028b\u00A0 c.pdf", "a b c.pdf")]
    [InlineData("CON.pdf", "_CON.pdf")]
    [InlineData("lpt1.csv", "_lpt1.csv")]
    [InlineData("nul.2026.txt", "_nul.2026.txt")]
    [InlineData("console.pdf", "console.pdf")]
    [InlineData("invoice.pdf.exe", "invoice.pdf.exe")]
    [InlineData("invoice.exe.pdf", "invoice_exe.pdf")]
    [InlineData("照片.JS .png", "照片_JS.png")]
    [InlineData("a.html.svg.jpg", "a_html_svg.jpg")]
    [InlineData("...htaccess", "htaccess")]
    [InlineData(".gitconfig.txt", "gitconfig.txt")]
    [InlineData("offer.pdf. . .", "offer.pdf")]
    [InlineData("a<b>c:d\"e|f?g*h.pdf", "a_b_c_d_e_f_g_h.pdf")]
    [InlineData("", "file")]
    [InlineData("///", "file")]
    [InlineData(null, "file")]
    [InlineData("\uD83D.pdf", "pdf")]
    [InlineData("e\u0301te.pdf", "\u00E9te.pdf")]
    public void A_name_is_cleaned(string? sent, string shown) => FileNames.Clean(sent).ShouldBe(shown);

    [Fact]
    public void A_name_that_is_too_long_is_cut_between_signs_and_keeps_its_ending()
    {
        var family = "\U0001F1E8\U0001F1F3";
        foreach (var sign in (string[])["长", "a", family, "e\u0323\u0302"])
        {
            var cut = FileNames.Clean(string.Concat(Enumerable.Repeat(sign, 500)) + ".docx");

            cut.ShouldEndWith(".docx");
            cut.Length.ShouldBeLessThanOrEqualTo(FileNames.Longest);
            Encoding.UTF8.GetByteCount(cut).ShouldBeLessThanOrEqualTo(255);
            var stem = new StringInfo(cut[..^".docx".Length]);
            stem.LengthInTextElements.ShouldBeGreaterThan(20);
            Enumerable.Range(0, stem.LengthInTextElements).Select(i => stem.SubstringByTextElements(i, 1)).Distinct().ShouldHaveSingleItem("a sign was cut in two");
        }
    }

    [Fact]
    public void A_sign_with_a_thousand_accents_ends_the_name() => FileNames.Clean("a" + new string('\u0301', 1000) + "b.pdf").Length.ShouldBeLessThan(FileNames.Longest);

    [Fact]
    public void Any_name_at_all_comes_out_short_visible_and_without_a_path()
    {
        var random = new Random(20260302);
        string[] pieces = ["/", "\\", ".", "..", " ", "\0", "\u202E", "报价", "exe", "pdf", "CON", "\uD800", "\uDC00", "e\u0301", "\U0001F600", ":", "~", new('x', 90)];
        for (var i = 0; i < 5_000; i++)
        {
            var sent = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => pieces[random.Next(pieces.Length)]));

            var name = FileNames.Clean(sent);

            name.ShouldSatisfyAllConditions(sent, n => n.Length.ShouldBeInRange(1, FileNames.Longest), n => n.IndexOfAny(['/', '\\', '\0', ':']).ShouldBe(-1), n => n[0].ShouldNotBe('.'), n => n[^1].ShouldNotBe('.'),
                n => n.EnumerateRunes().ShouldAllBe(r => Rune.GetUnicodeCategory(r) != UnicodeCategory.Format && Rune.GetUnicodeCategory(r) != UnicodeCategory.Control));
            FileNames.Clean(name).ShouldBe(name, "what is clean stays as it is");
        }
    }
}
