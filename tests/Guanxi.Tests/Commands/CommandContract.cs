using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Guanxi.Tests.Commands;

/// <summary>What scripts rely on: the documents that commands print, field by field, and their exit codes.</summary>
[Trait("Suite", "once")]
public sealed class CommandContract(CommandContract.LoadedFirm firm) : IClassFixture<CommandContract.LoadedFirm>
{
    private static readonly string[] ImportFields =
        ["importId", "rows", "orders", "returns", "customersNew", "anonymousRows", "rejected", "net", "currency", "nets", "errors", "errorsFile"];

    [Fact]
    public void Import_says_what_became_of_every_row()
    {
        var imported = firm.Imported;

        imported.Names().ShouldBe(ImportFields);
        imported.Text("importId").ShouldMatch("^[0-9]+$");
        imported.Number("rows").ShouldBe(firm.Sales + 4);
        imported.Number("orders").ShouldBe(firm.Sales + 1, "an anonymous sale is an order, a return is none");
        imported.Number("returns").ShouldBe(2);
        imported.Number("customersNew").ShouldBe(LoadedFirm.Customers + 1);
        imported.Number("anonymousRows").ShouldBe(1);
        imported.Number("rejected").ShouldBe(1);
        imported.Decimal("net").ShouldBe(firm.Net);
        imported.Text("currency").ShouldBe("GBP");
        imported["nets"].Names().ShouldBe(["GBP"]);
        imported["nets"].Text("GBP").ShouldBe(imported.Text("net"));
    }

    [Fact]
    public void Import_names_the_rows_it_refused_and_writes_them_to_a_file()
    {
        var error = firm.Imported["errors"]!.AsArray().ShouldHaveSingleItem();

        error.Names().ShouldBe(["line", "column", "code", "message"]);
        error.Number("line").ShouldBe(firm.Sales + 5);
        error.Text("column").ShouldBe("day");
        error.Text("code").ShouldBe("exchange.row.date_unreadable");
        error.Text("message").ShouldContain("tomorrow");
        firm.Imported.Text("errorsFile").ShouldBe(firm.Errors);
        var lines = File.ReadAllLines(firm.Errors);
        lines.Length.ShouldBe(2);
        lines[0].ShouldStartWith("buyer,no,day,total,");
        lines[1].ShouldStartWith("C001,X-1,tomorrow,9.99,");
    }

    [Fact]
    public async Task A_dry_run_says_the_same_and_loads_nothing()
    {
        await using var folder = await OwnFolder.Make();

        var dry = await folder.Json(0, "import", "orders", folder.File("orders.csv", firm.Csv), "--columns", LoadedFirm.Columns, "--currency", "GBP", "--dry-run", "--errors", folder.PathOf("errors.csv"));

        dry.Names().ShouldBe(ImportFields);
        dry["importId"].ShouldBeNull();
        foreach (var field in ImportFields.Where(f => f is not ("importId" or "errorsFile"))) dry[field]!.ToJsonString().ShouldBe(firm.Imported[field]!.ToJsonString(), field);
        File.ReadAllText(folder.PathOf("errors.csv")).ShouldBe(File.ReadAllText(firm.Errors));
        (await folder.Json(2, "insight", "run")).Text("refused").ShouldBe("value.run.no_purchases");
    }

    [Fact]
    public async Task Several_currencies_are_told_apart_and_added_in_the_base_currency()
    {
        await using var folder = await OwnFolder.Make();
        var file = folder.File("orders.csv", "buyer,no,day,total,money\nA,1,20260301,10.5,GBP\nA,2,20260302,20,EUR\nB,3,20260303,1500,JPY\n");
        string[] import = ["import", "orders", file, "--columns", "customer=buyer,order=no,date=day,amount=total,currency=money", "--currency", "GBP"];

        // Nobody said what a euro is worth: what loading refuses, a dry run refuses.
        (await folder.Json(2, [.. import, "--dry-run"])).Text("refused").ShouldBe("exchange.rate.missing_option");
        (await folder.Json(2, import)).Text("refused").ShouldBe("exchange.rate.missing_option");

        var rated = await folder.Json(0, [.. import, "--rate", "EUR=0.85", "--rate", "JPY=0.005"]);
        rated.Text("net").ShouldBe("35.00");
        rated.Text("currency").ShouldBe("GBP");
        rated["nets"]!.ToJsonString().ShouldBe("""{"EUR":"20.00","GBP":"10.50","JPY":"1500"}""");
    }

    [Fact]
    public async Task A_wholly_bad_file_is_refused_with_its_lines_and_their_reasons()
    {
        await using var folder = await OwnFolder.Make();
        var file = folder.File("bad.csv", "buyer,no,day,total\n" + string.Concat(Enumerable.Range(1, 12).Select(i => $"A,{i},202601{i:00},much\n")));
        string[] import = ["import", "orders", file, "--columns", LoadedFirm.Columns, "--currency", "GBP", "--errors", folder.PathOf("errors.csv")];

        var refused = await folder.Json(2, import);
        refused.Text("refused").ShouldBe("exchange.import.nothing_to_load");
        refused.Text("reason").ShouldNotBeEmpty();
        refused["errors"]!.AsArray().Select(e => e.Number("line")).ShouldBe(Enumerable.Range(2, 10));
        refused["errors"]!.AsArray().ShouldAllBe(e => e.Text("column") == "total" && e.Text("code") == "exchange.row.number_unreadable");
        refused.Text("errorsFile").ShouldBe(folder.PathOf("errors.csv"));
        File.ReadAllLines(folder.PathOf("errors.csv")).Length.ShouldBe(13);

        var said = await folder.Run(import);
        said.ExitCode.ShouldBe(2);
        said.Output.ShouldBeEmpty();
        said.Error.ShouldContain("Line 2: ");
        said.Error.ShouldContain("Line 11: ");
        said.Error.ShouldNotContain("Line 12: ");
        said.Error.ShouldContain("2 more");
    }

    [Fact]
    public async Task A_file_that_is_not_there_and_an_error_file_that_cannot_be_written_are_refused_before_anything_is_loaded()
    {
        (await firm.Folder.Json(2, "import", "orders", firm.Folder.PathOf("nowhere.csv"))).Names().ShouldBe(["refused", "reason", "fields"]);
        (await firm.Folder.Json(2, "import", "orders", firm.File, "--columns", LoadedFirm.Columns, "--errors", firm.Folder.PathOf("no/such/errors.csv"))).Text("refused").ShouldBe("exchange.errors.unwritable");
        (await firm.Folder.Json(2, "import", "orders", firm.File, "--columns", LoadedFirm.Columns, "--errors", firm.File)).Text("refused").ShouldBe("exchange.errors.same_file");
        File.ReadAllText(firm.File).ShouldBe(firm.Csv);
    }

    [Fact]
    public async Task Old_complaints_are_checked_first_loaded_with_yes_and_taken_back()
    {
        await using var folder = await OwnFolder.Make();
        await folder.Json(0, "import", "orders", folder.File("orders.csv", "buyer,no,day,total\nA,1,20260301,10\n"), "--columns", LoadedFirm.Columns, "--currency", "GBP");
        string[] import = ["import", "complaints", folder.File("complaints.csv", "complaint no,customer,received at,what the customer said\nK1,A,2026-03-05,Damp\nK2,B,2026-03-05,Damp\n")];

        var dry = await folder.Json(0, import);
        dry.Names().ShouldBe(["importId", "rows", "loaded", "there", "rejected", "customers", "errors", "errorsFile"]);
        dry["importId"].ShouldBeNull();
        (dry.Number("rows"), dry.Number("loaded"), dry.Number("rejected")).ShouldBe((2, 1, 1));
        dry["errors"]!.AsArray().ShouldHaveSingleItem().Text("code").ShouldBe("exchange.row.customer_unknown");

        var loaded = await folder.Json(0, [.. import, "--yes"]);
        (loaded.Number("loaded"), loaded.Number("there")).ShouldBe((1, 0));
        (await folder.Json(2, [.. import, "--yes"])).Text("refused").ShouldBe("exchange.import.nothing_to_load");

        var undone = await folder.Json(0, "import", "undo", loaded.Text("importId"));
        undone.Names().ShouldBe(["records", "recordsKept"]);
        undone.Number("records").ShouldBe(1);
    }

    [Fact]
    public async Task Undo_says_what_went_and_what_stays()
    {
        await using var folder = await OwnFolder.Make();
        var id = (await folder.Json(0, "import", "orders", folder.File("orders.csv", "buyer,no,day,total\nA,1,20260301,10\nB,2,20260302,5.5\n"), "--columns", LoadedFirm.Columns, "--currency", "GBP")).Text("importId");

        var undone = await folder.Json(0, "import", "undo", id);

        undone.Names().ShouldBe(["orders", "anonymousLines", "customers", "products", "customersKept", "productsKept"]);
        undone.Number("orders").ShouldBe(2);
        undone.Number("customers").ShouldBe(2);
        (await folder.Json(2, "import", "undo", id)).Text("refused").ShouldBe("exchange.import.undone_already");
    }

    [Fact]
    public void Insight_run_says_what_it_counted()
    {
        var run = firm.Insight;

        string[] fields = ["asOf", "customers", "model", "parameters", "notIdentified", "totals", "grades", "stages", "seconds"];
        run.Names().Intersect(fields).ShouldBe(fields, ignoreOrder: true);
        run.Text("asOf").ShouldBe(LoadedFirm.LastDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        run.Number("customers").ShouldBe(LoadedFirm.Customers + 1);
        run["totals"].Names().ShouldBe(["historic", "current", "potential"]);
        run["grades"].Names().ShouldBe(["major", "minor", "ordinary", "small"]);
        run["grades"]!.AsObject().Sum(g => g.Value!.GetValue<int>()).ShouldBe(LoadedFirm.Customers + 1);
        run["stages"].Names().ShouldBe(["acquisition", "development", "maturity", "decline", "lost"], ignoreOrder: true);
        run["seconds"]!.AsObject().ShouldAllBe(s => s.Value!.GetValue<double>() >= 0);
        run["seconds"].Names().ShouldNotBeEmpty();
        run["notIdentified"]!.AsArray().ShouldNotBeNull();
        run["parameters"]!.AsObject().ShouldNotBeNull();
    }

    [Fact]
    public async Task Insight_fit_shows_the_model()
    {
        var until = LoadedFirm.LastDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        var fit = await firm.Folder.Json(0, "insight", "fit", "--model", "nbd", "--until", until, "--unit", "week");

        string[] fields = ["customers", "repeatPurchases", "parameters", "standardErrors", "logLikelihood", "converged", "gradientNorm"];
        fit.Names().Intersect(fields).ShouldBe(fields, ignoreOrder: true);
        fit.Number("customers").ShouldBe(LoadedFirm.Customers, "who only brought goods back never bought");
        fit.Number("repeatPurchases").ShouldBe(firm.Sales - LoadedFirm.Customers);
        fit["parameters"].Names().ShouldBe(["r", "alpha"]);
        fit["logLikelihood"]!.GetValue<double>().ShouldBeLessThan(0);
    }

    [Fact]
    public async Task A_customer_is_all_that_is_known_of_them()
    {
        var customer = await firm.Folder.Json(0, "customer", "C001");

        customer.Text("code").ShouldBe("C001");
        var value = customer["aspects"]!["value"];
        string[] fields = ["asOf", "currency", "grade", "stage", "totals", "churn", "atRisk", "reasons"];
        value.Names().Intersect(fields).ShouldBe(fields, ignoreOrder: true);
        (await firm.Folder.Json(2, "customer", "NOBODY")).Text("refused").ShouldBe("customers.customer.not_found");
    }

    [Fact]
    public async Task For_people_a_customer_says_what_they_are_worth_and_why_they_might_leave()
    {
        var now = await firm.Folder.Run("customer", "C001");
        now.ExitCode.ShouldBe(0, now.Error);
        foreach (var label in new[] { "Owner: ", "Figures as of: 12/31/2025", "Grade: ", "Lifecycle stage: ", "Historic value: ", "Current value: ", "Potential value: ", "Total value: ", "Risk of loss: ", "Money at risk: ", "1. " })
            now.Output.ShouldContain(label);

        var then = await firm.Folder.Run("customer", "C001", "--as-of", "2025-08-15");
        then.Output.ShouldContain("Figures as of: 6/30/2025", customMessage: "the standing of that day is the one made before it");

        var before = await firm.Folder.Run("customer", "C001", "--as-of", "2024-01-31");
        before.ExitCode.ShouldBe(0, before.Error);
        before.Output.ShouldNotContain("Total value: ");
        before.Output.ShouldContain("insight run");
    }

    [Fact]
    public async Task A_demo_firm_says_what_it_brought()
    {
        await using var folder = await OwnFolder.Make();

        var demo = await folder.Json(0, "demo", "--customers", "20", "--orders", "100", "--seed", "3");

        demo.Names().ShouldBe(["customers", "orders", "orderLines", "contacts", "complaints", "requests", "answers", "tasks", "bonds", "people", "units", "products", "rows", "seconds", "rowsPerSecond"]);
        demo.Number("customers").ShouldBe(20);
        (await folder.Json(2, "demo", "--customers", "20")).Text("refused").ShouldBe("host.demo.not_empty");
    }

    [Theory]
    [InlineData("import orders", "FILE")]
    [InlineData("import orders orders.csv --preset shopify", "shopify")]
    [InlineData("insight run --as-of yesterday", "yyyy-MM-dd")]
    [InlineData("customer C001 --as-of 2026-02-30", "2026-02-30")]
    [InlineData("demo --customers many", "many")]
    [InlineData("insight fit", "--model")]
    [InlineData("improt", "improt")]
    [InlineData("import", "command")]
    public async Task What_cannot_be_understood_is_refused_in_a_line_or_two(string line, string says)
    {
        var ran = await Start.Launch.Run([.. line.Split(' '), "--json"]);

        ran.ExitCode.ShouldBe(2, ran.Error + ran.Output);
        var refused = JsonNode.Parse(ran.Output)!.AsObject();
        refused.Names().ShouldBe(["refused", "reason", "fields"]);
        refused.Text("refused").ShouldBe("host.usage.not_understood");
        refused.Text("reason").ShouldContain(says);
        var lines = ran.Error.TrimEnd().Split('\n');
        lines.Length.ShouldBe(2);
        lines[0].ShouldBe(refused.Text("reason"));
        lines[1].ShouldEndWith("--help");
    }

    [Fact]
    public async Task What_cannot_be_understood_leaves_standard_output_empty_for_people()
    {
        var ran = await Start.Launch.Run("insight", "fitt");

        ran.ExitCode.ShouldBe(2);
        ran.Output.ShouldBeEmpty();
        ran.Error.ShouldContain("guanxi insight --help");
    }

    [Fact]
    public async Task Interrupted_it_says_that_nothing_was_loaded_and_so_it_is()
    {
        await using var folder = await OwnFolder.Make();
        var csv = new StringBuilder("buyer,no,day,total\n");
        for (var i = 0; i < 150_000; i++) csv.Append(CultureInfo.InvariantCulture, $"C{i / 10},{i},20250301,1{i % 10}.50\n");
        var start = Outside.Executable.Says(["import", "orders", folder.File("large.csv", csv.ToString()), "--columns", LoadedFirm.Columns, "--currency", "GBP", "--json", .. folder.Where]);
        using var process = System.Diagnostics.Process.Start(start)!;
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        // Once the file is kept there, the work has begun, and it has seconds to go.
        var kept = Path.Combine(folder.Data, "imports");
        while (!process.HasExited && !(Directory.Exists(kept) && Directory.EnumerateFiles(kept).Any())) await Task.Delay(20, TestContext.Current.CancellationToken);

        await Start.Launch.Signal(process, "INT");
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        process.ExitCode.ShouldBe(2, await error);
        var refused = JsonNode.Parse(await output)!.AsObject();
        refused.Text("refused").ShouldBe("exchange.import.cancelled");
        refused.Text("reason").ShouldContain("othing");
        Directory.EnumerateFiles(kept).ShouldBeEmpty("nothing stays of it");
        (await folder.Json(2, "insight", "run")).Text("refused").ShouldBe("value.run.no_purchases");
    }

    [Fact]
    public async Task Help_speaks_the_consoles_language()
    {
        string[] help = ["import", "orders", "--help"];
        var (english, chinese) = (await Start.Launch.Run(help), await Start.Launch.RunIn(null, new() { ["LANG"] = "zh_CN.UTF-8", ["LC_ALL"] = "zh_CN.UTF-8" }, help));

        english.Output.ShouldContain("anonymous");
        english.Output.ShouldContain("Usage:");
        chinese.ExitCode.ShouldBe(0);
        chinese.Output.ShouldContain("退货");
        chinese.Output.ShouldNotContain("Usage:");
        chinese.Output.ShouldNotContain("Check all rows");
    }

    /// <summary>A file of two years' orders, loaded and counted once for the class by the commands themselves.</summary>
    public sealed class LoadedFirm : IAsyncLifetime
    {
        public const int Customers = 60;
        public const string Columns = "customer=buyer,order=no,date=day,amount=total";
        public static readonly DateOnly LastDay = new(2025, 12, 31);

        internal OwnFolder Folder { get; private set; } = null!;
        public string Csv { get; private set; } = "";
        public string File { get; private set; } = "";
        public string Errors => Folder.PathOf("errors.csv");
        public int Sales { get; private set; }
        public decimal Net { get; private set; }
        internal JsonObject Imported { get; private set; } = null!;
        internal JsonObject Insight { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Folder = await OwnFolder.Make();
            Csv = Orders();
            File = Folder.File("orders.csv", Csv);
            Imported = await Folder.Json(0, "import", "orders", File, "--columns", Columns, "--currency", "GBP", "--errors", Errors);
            await Folder.Json(0, "insight", "run", "--as-of", "2025-06-30");
            Insight = await Folder.Json(0, "insight", "run", "--as-of", LastDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }

        public async ValueTask DisposeAsync() => await Folder.DisposeAsync();

        private string Orders()
        {
            var csv = new StringBuilder("buyer,no,day,total\n");
            for (var customer = 1; customer <= Customers; customer++)
                // Each at an own rhythm, from a few weeks to half a year.
                for (var day = new DateOnly(2024, 2, 1).AddDays(customer); day < LastDay; day = day.AddDays(20 + customer * 3))
                    Add($"C{customer:000}", $"{++Sales}", day, 10m + customer + Sales % 7 * 0.25m);
            Add("", "A-1", LastDay, 5m);
            Add("C002", "R-1", LastDay, -3.5m);
            Add("C900", "R-2", LastDay, -8m);
            csv.Append("C001,X-1,tomorrow,9.99\n");
            return csv.ToString();

            void Add(string buyer, string number, DateOnly day, decimal total)
            {
                csv.Append(CultureInfo.InvariantCulture, $"{buyer},{number},{day:yyyyMMdd},{total}\n");
                Net += total;
            }
        }
    }
}
