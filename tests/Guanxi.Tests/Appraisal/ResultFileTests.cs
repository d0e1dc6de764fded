using System.IO.Compression;
using System.Xml.Linq;
using Guanxi.Appraisal.Criteria;
using Guanxi.Appraisal.Periods;
using Guanxi.Appraisal.Results;
using Guanxi.Data;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Tests.Appraisal;

[Trait("Row", "SVC-7")]
public sealed class ResultFileTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    [Fact]
    public async Task Names_units_and_figures_are_cells_and_a_name_like_a_formula_stays_text()
    {
        var firm = await RatedFirm.Of(app);
        var tricky = await firm.Hire("clerk", firm.North, "=HYPERLINK(\"http://x\")");
        foreach (var name in (string[])["+1", "-1", "@sum"]) _ = await firm.Hire("clerk", firm.North, name);
        var period = await firm.Signed(new(2026, 1, 1), new(2026, 6, 30), s => s.PersonId == tricky.Id ? [5] : [4]);

        var pay = (await app.Run(new ResultFile { PeriodId = period, Kind = ResultKind.Pay }, firm.Owner)).Value;

        var (sheet, rows) = Read(pay);
        pay.Rows.ShouldBe(10);
        rows.Count.ShouldBe(11);
        rows[0].Length.ShouldBe(6);
        rows.ShouldContain(r => r[0] == "=HYPERLINK(\"http://x\")" && r[1] == "North shop" && r[3] == "100" && r[5] == "1.2");
        foreach (var name in (string[])["+1", "-1", "@sum"]) rows.ShouldContain(r => r[0] == name);
        sheet.Descendants(Main + "f").ShouldBeEmpty("there are no formulas");
        sheet.Descendants(Main + "pane").Single().ShouldSatisfyAllConditions(p => p.Attribute("state")!.Value.ShouldBe("frozen"), p => p.Attribute("ySplit")!.Value.ShouldBe("1"));
        sheet.Descendants(Main + "col").Count().ShouldBe(6);
        // Figures are numbers, texts are texts.
        sheet.Descendants(Main + "row").Skip(1).ShouldAllBe(r => r.Elements(Main + "c").ElementAt(5).Attribute("t") == null && r.Elements(Main + "c").First().Attribute("t") != null);

        var (_, positions) = Read((await app.Run(new ResultFile { PeriodId = period, Kind = ResultKind.Position }, firm.Owner)).Value);
        positions[0].Length.ShouldBe(7 + 6 + 2);
        positions.ShouldContain(r => r[0] == firm.Clerk.Name && r[7] == "4");
    }

    [Fact]
    public async Task A_lead_takes_out_only_the_own_tree_and_it_is_written_down()
    {
        var firm = await RatedFirm.Of(app);
        var period = await firm.Signed(new(2026, 1, 1), new(2026, 6, 30), _ => [4]);

        (await app.Run(new ResultFile { PeriodId = period }, firm.LeadSouth)).Value.Rows.ShouldBe(2);

        var me = firm.LeadSouth.Id;
        (await app.Use(db => db.Set<AuditEntry>().AsNoTracking().SingleAsync(e => e.UseCase == nameof(ResultFile) && e.ActorId == me))).Detail.ShouldBe("2");
    }

    private static (XDocument Sheet, List<string[]> Rows) Read(ResultSheet file)
    {
        using var archive = new ZipArchive(new MemoryStream(file.Content));
        List<string> shared = archive.GetEntry("xl/sharedStrings.xml") is { } strings ? [.. Load(strings).Descendants(Main + "si").Select(s => s.Value)] : [];
        var sheet = Load(archive.Entries.Single(e => e.FullName.StartsWith("xl/worksheets/sheet", StringComparison.Ordinal)));
        return (sheet, [.. sheet.Descendants(Main + "row").Select(r => r.Elements(Main + "c").Select(c => c.Attribute("t")?.Value == "s" ? shared[int.Parse(c.Value, System.Globalization.CultureInfo.InvariantCulture)] : c.Value).ToArray())]);

        static XDocument Load(ZipArchiveEntry entry)
        {
            using var content = entry.Open();
            return XDocument.Load(content);
        }
    }
}
