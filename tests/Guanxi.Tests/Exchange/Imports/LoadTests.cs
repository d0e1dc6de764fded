using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Exchange.Imports;
using Guanxi.Exchange.Reading;
using Guanxi.Sales;

namespace Guanxi.Tests.Exchange.Imports;

[Trait("Row", "PLT-2")]
public sealed class LoadTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task Orders_come_with_their_customers_and_products()
    {
        await app.Load("""
            order,customer,name,phone,email,country,date,product,product name,quantity,price
            L1,L-A,张三,013800138000,ZS@x.cn,中国,2024-03-05 10:30,T1,Tea,2,1.50
            L1,L-A,张三,,,,2024-03-05 10:30,C1,Cup,1,4.00
            L2,L-A,,,,,2024-03-06,T1,Tea,-1,1.50
            L3,L-B,Lin Trading Ltd,,,,2024-03-07,,,1,9.99
            """);

        var customer = (await app.All<Customer>()).Single(c => c.Code == "L-A");
        (customer.Name, customer.Phone, customer.Email, customer.Country, customer.Kind, customer.Source).ShouldBe(("张三", "+8613800138000", "ZS@x.cn", "CN", CustomerKind.Individual, "import"));
        (await app.All<Customer>()).Single(c => c.Code == "L-B").Kind.ShouldBe(CustomerKind.Organisation);
        var orders = (await app.All<Order>()).Where(o => o.CustomerId == customer.Id).OrderBy(o => o.Number).ToList();
        orders.Select(o => (o.Number, o.Kind, o.Total, o.OrderedOn)).ShouldBe(
            [("L1", OrderKind.Sale, new Money(700, "GBP"), new DateOnly(2024, 3, 5)), ("L2", OrderKind.Return, new Money(-150, "GBP"), new DateOnly(2024, 3, 6))]);
        // 10:30 in Shanghai, where the firm is.
        orders[0].OrderedAt.ShouldBe(new DateTimeOffset(2024, 3, 5, 2, 30, 0, TimeSpan.Zero));
        var lines = (await app.All<OrderLine>()).Where(l => l.CustomerId == customer.Id).ToList();
        lines.Single(l => l.Kind == OrderKind.Return).ShouldSatisfyAllConditions(
            line => line.ReturnOf.ShouldBe(orders[0].Id), line => line.ReturnOfLine.ShouldBe(1), line => line.QuantityMilli.ShouldBe(-1000));
        (await app.All<Product>()).Single(p => p.Code == "T1").Name.ShouldBe("Tea");
        (await app.Use(db => db.Setting<FirmSettings>(default))).BaseCurrency.ShouldBe("GBP");
    }

    [Fact]
    public async Task A_customer_is_found_again_by_code_phone_or_mail()
    {
        await app.Load("order,customer,phone,email,date,amount\nF1,F-A,13911110001,f@x.cn,2024-01-01,1\n");

        var id = await app.Load("order,customer,phone,email,date,amount\nF2,F-A,,,2024-01-02,1\nF3,,+86 139 1111 0001,,2024-01-03,1\nF4,,,F@X.CN,2024-01-04,1\nF5,F-B,139-1111-0001,,2024-01-05,1\n");

        var owner = (await app.All<Customer>()).Single(c => c.Code == "F-A").Id;
        (await app.All<Order>()).Where(o => o.Number.StartsWith('F')).ShouldAllBe(o => o.CustomerId == owner);
        var findings = (await app.Details(id)).Receipt!.Written;
        (findings.CustomersNew, findings.CustomersKnown).ShouldBe((0, 1));
    }

    [Fact]
    public async Task A_return_of_an_earlier_import_finds_its_purchase()
    {
        await app.Load("order,customer,date,product,quantity,price\nR1,R-A,2024-01-01,R-T,3,2\nR2,R-A,2024-01-05,R-T,1,2\n");
        await app.Load("order,customer,date,product,quantity,price\nR3,R-A,2024-02-01,R-T,-3,2\n");

        var orders = (await app.All<Order>()).ToDictionary(o => o.Id);
        var line = (await app.All<OrderLine>()).Single(l => l.Kind == OrderKind.Return && orders[l.OrderId].Number == "R3");
        orders[line.ReturnOf!.Value].Number.ShouldBe("R1");
    }

    [Fact]
    public async Task An_order_that_is_there_is_refused_or_passed_over_as_chosen()
    {
        const string file = "order,customer,date,amount\nE1,E-A,2024-01-01,1\n";
        await app.Load(file);

        var refused = await app.Details(await app.UploadAndCheck(file + "E2,E-A,2024-01-02,1\n"));
        refused.Findings!.Summary.RejectedRows.ShouldBe(1);
        refused.Findings.FirstErrors.ShouldHaveSingleItem().Code.ShouldBe(RowErrorCodes.OrderExists);

        var skipped = await app.Details(await app.UploadAndCheck(file + "E2,E-A,2024-01-02,1\n", new() { Currency = "GBP", Existing = ExistingOrders.Skip }));
        (skipped.Findings!.Summary.SkippedRows, skipped.Findings.Summary.RejectedRows, skipped.Findings.Summary.AddsUp).ShouldBe((1, 0, true));
    }

    [Fact]
    public async Task The_same_file_without_order_numbers_is_recognised_too()
    {
        const string file = "customer,date,amount\nN-A,2024-01-01,1\nN-A,2024-01-02,5\n";
        await app.Load(file);

        (await app.Details(await app.UploadAndCheck(file))).Findings!.Summary.RejectedRows.ShouldBe(2);
        (await app.Details(await app.UploadAndCheck("customer,date,amount\nN-A,2024-01-01,2\n"))).Findings!.Summary.RejectedRows.ShouldBe(0);
    }

    [Fact]
    public async Task Dates_that_could_be_two_days_are_asked_before_anything_is_checked()
    {
        var id = await app.Upload("order,customer,date,amount\nD1,D-A,05/03/2024,1\nD2,D-A,06/04/2024,1\n");
        await app.Run(new AnswerImport { ImportId = id, Currency = "GBP" });

        (await app.Details(id)).Questions.ShouldHaveSingleItem().Kind.ShouldBe(QuestionKind.DateOrder);
        var outcome = await app.Run(new CheckImport { ImportId = id });
        outcome.Refusal.ShouldBe("exchange.date_order.missing");
        outcome.Args.ShouldBe(["05/03/2024, 06/04/2024"]);

        await app.Run(new AnswerImport { ImportId = id, DateOrder = DateOrder.DayFirst });
        await app.Check(id);
        await app.Write(id);
        (await app.All<Order>()).Single(o => o.Number == "D1").OrderedOn.ShouldBe(new DateOnly(2024, 3, 5));
    }

    [Fact]
    public async Task A_currency_without_a_rate_is_asked_for_it()
    {
        await app.Load("order,customer,date,amount\nC0,C-A,2024-01-01,1\n");
        var id = await app.UploadAndCheck("order,customer,date,amount,currency\nC1,C-A,2024-02-03,1,EUR\nC2,C-A,2024-02-01,1,EUR\n");

        var rate = (await app.Details(id)).Findings!.MissingRates.ShouldHaveSingleItem();
        (rate.Currency, rate.From).ShouldBe(("EUR", new DateOnly(2024, 2, 1)));
        (await app.Run(new WriteImport { ImportId = id })).Refusal.ShouldBe("exchange.rate.missing");

        await app.Run(new AnswerImport { ImportId = id, Rates = new() { ["EUR"] = 0.86m } });
        await app.Check(id);
        await app.Write(id);
        (await app.All<ExchangeRate>()).Single(r => r.Currency == "EUR").ShouldSatisfyAllConditions(r => r.RateNano.ShouldBe(860_000_000), r => r.ValidFrom.ShouldBe(new(2024, 2, 1)));
    }

    [Fact]
    public async Task Error_rows_come_as_a_file_and_load_once_put_right()
    {
        var id = await app.Load("order,customer,date,amount\nG1,G-A,2024-01-01,1\nG2,G-A,2024-01-02,test\nG3,G-A,2024-13-01,3\n");
        (await app.Details(id)).Receipt!.Written.Summary.RejectedRows.ShouldBe(2);

        var file = (await app.Run(new ImportErrorFile { ImportId = id })).Value;
        var text = System.Text.Encoding.UTF8.GetString(file.Content);
        text.ShouldContain("test");
        await app.Load(text.Replace("test", "2", StringComparison.Ordinal).Replace("2024-13-01", "2024-01-03", StringComparison.Ordinal));

        (await app.All<Order>()).Where(o => o.Number.StartsWith('G')).Select(o => o.Total.Minor).Order().ShouldBe([100, 200, 300]);
    }

    [Fact]
    public async Task A_value_can_be_put_right_in_place()
    {
        var id = await app.UploadAndCheck("order,customer,date,amount\nP1,P-A,2024-01-01,test\n");
        var error = (await app.Details(id)).Findings!.FirstErrors.ShouldHaveSingleItem();

        await app.Run(new FixImportRows { ImportId = id, Values = [new(error.Line, error.Column!.Value, "7.25")] });
        await app.Check(id);
        await app.Write(id);

        (await app.All<Order>()).Single(o => o.Number == "P1").Total.Minor.ShouldBe(725);
    }

    [Fact]
    public async Task Nothing_is_written_of_a_file_without_a_good_row()
    {
        var before = await app.RowCounts();
        var id = await app.UploadAndCheck("order,customer,date,amount\nQ1,Q-A,bad,1\n");

        (await app.Run(new WriteImport { ImportId = id })).Refusal.ShouldBe("exchange.import.nothing_to_load");
        (await app.RowCounts()).ShouldBe(before);
    }

    [Fact]
    public async Task A_dry_run_refuses_what_loading_would()
    {
        const string file = "order,customer,date,amount\nDR1,DR-A,2024-01-01,1\nDR2,DR-A,2024-01-02,1\n";
        await app.Load(file);
        var received = (await app.Run(new ReceiveImportFile { Content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(file)), FileName = "again.csv" })).Value;
        var answers = ImportAnswers.Suggested(received.Survey, "GBP");

        var refused = await app.Run(new DryRunImport { File = received, Answers = answers });
        refused.Refusal.ShouldBe("exchange.import.nothing_to_load");
        refused.Args.ShouldBe([2, 0]);

        var id = (await app.Run(new StartImport { File = received })).Value;
        var written = await app.Finish((await app.Run(new WriteImport { ImportId = id, WithoutWaiting = true })).Value);
        (written.State, written.Problem).ShouldBe((Guanxi.Jobs.JobState.Refused, refused.Refusal));
        (await app.Run(new DryRunImport { File = received with { }, Answers = answers with { Existing = ExistingOrders.Skip } })).Refusal.ShouldBe("exchange.import.nothing_to_load");
    }

    [Fact]
    public async Task A_file_that_is_no_table_is_refused_and_not_kept()
    {
        var outcome = await app.Run(new ReceiveImportFile { Content = new MemoryStream([(byte)'P', (byte)'K', 3, 4]), FileName = "book.xlsx" });

        outcome.Refusal.ShouldBe("exchange.file.is_workbook");
        Directory.EnumerateFiles(Path.Combine(app.Folder, "imports")).ShouldNotContain(file => new FileInfo(file).Length == 4);
    }

    [Fact]
    public async Task Someone_else_does_not_see_what_is_in_the_file()
    {
        var id = await app.Upload("order,customer,date,amount\nS1,S-A,2024-01-01,1\n");

        (await app.Run(new ImportDetails { ImportId = id }, GuanxiApp.Someone(Scope.All, "exchange.import"))).Refusal.ShouldBe("exchange.import.not_found");
        (await app.Run(new ImportDetails { ImportId = id }, GuanxiApp.Someone(Scope.All, "exchange.import", "personal.read"))).Ok.ShouldBeTrue();
        (await app.Run(new ImportList(), GuanxiApp.Someone(Scope.All, "exchange.import"))).Value.ShouldBeEmpty();
    }
}
