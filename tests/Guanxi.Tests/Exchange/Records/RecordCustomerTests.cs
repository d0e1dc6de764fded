using System.Text;
using Guanxi.Customers;
using Guanxi.Exchange;
using Guanxi.Exchange.Imports;
using Guanxi.Exchange.Reading;
using Guanxi.Exchange.Records;
using Guanxi.Service;
using Guanxi.Service.Complaints;
using Guanxi.Tests.Exchange.Imports;
using Guanxi.Tests.Sales;

namespace Guanxi.Tests.Exchange.Records;

/// <summary>Whom a row is about.</summary>
[Trait("Row", "PLT-2")]
public sealed class RecordCustomerTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task A_customer_is_found_by_code_phone_mail_or_a_name_that_only_one_has()
    {
        await app.Load("order,customer,name,phone,email,date,amount\nO1,W-1,周梅,13911110001,w@x.cn,2024-01-01,1\nO2,W-2,吴强,,,2024-01-01,1\nO3,W-3,吴强,,,2024-01-01,1\n", new AnswerImport { Currency = "CNY" });

        var id = await app.Recorded("投诉编号,客户编号,客户名称,手机,邮箱,投诉时间,投诉内容\n" +
            "1,W-1,,,,2024-02-01,a\n2,,,+86 139 1111 0001,,2024-02-01,b\n3,,,,W@x.cn,2024-02-01,c\n4,,周梅,,,2024-02-01,d\n5,,吴强,,,2024-02-01,e\n6,W-9,,,,2024-02-01,f\n7,周梅,,,,2024-02-01,g\n8,,,,,2024-02-01,h\n9,W-8,,13911110001,,2024-02-01,i\n");
        var findings = (await app.Details(id)).Records!.Findings!;

        findings.FirstErrors.Select(e => (e.Line, e.Code, e.Value, e.Detail)).ShouldBe(
            [(6, RowErrorCodes.CustomerSeveral, "吴强", "2"), (7, RowErrorCodes.CustomerUnknown, "W-9", null), (9, RowErrorCodes.CustomerMissing, "", null)]);
        (findings.Summary.NewRows, findings.Customers).ShouldBe((6, 1));
    }

    [Fact]
    public async Task Put_right_in_place_the_row_is_loaded()
    {
        await app.LoadCustomers("P", 1);
        var id = await app.Recorded("complaint no,customer id,received at,what the customer said\nP1,P-O,2024-02-01,a\n");

        _ = (await app.Run(new FixImportRows { ImportId = id, Values = [new(2, 1, "P-0")] })).Value;
        await app.Check(id);
        await app.Write(id);

        (await app.All<Complaint>()).Count(c => c.ExternalNumber == "P1").ShouldBe(1);
    }

    [Fact]
    public async Task Who_may_not_see_a_customer_learns_no_more_than_of_one_who_is_not_there()
    {
        var seller = SalesGiven.Seller(ExchangeRights.Import, ServiceRights.Edit);
        var mine = await app.Given(SalesGiven.Customer(seller.Id, "我的客户"));
        var hidden = await app.Given(SalesGiven.Customer(Id<Person>.New(), "别人的客户"));
        await app.Given(ContactKey.Of(ContactKey.Code, hidden.Code, hidden.Id));
        var header = "complaint no,customer id,customer name,received at,what the customer said\n";

        var text = $"{header}S1,,{mine.Name},2024-02-01,a\nS2,{hidden.Code},,2024-02-01,b\nS3,,{hidden.Name},2024-02-01,c\nS4,nobody-at-all,,2024-02-01,d\n";
        var received = (await app.Run(new ReceiveImportFile { Content = new MemoryStream(Encoding.UTF8.GetBytes(text)), FileName = "c.csv" }, seller)).Value;
        var findings = (await app.Run(new DryRunRecords { File = received, Kind = RecordKinds.Complaints, Wanted = new() }, seller)).Value.Findings;

        findings.Summary.NewRows.ShouldBe(1);
        findings.FirstErrors.Select(e => (e.Code, e.Detail)).Distinct().ShouldBe([(RowErrorCodes.CustomerUnknown, null)]);
        // Who sees all finds them.
        (await app.Run(new DryRunRecords { File = received, Kind = RecordKinds.Complaints, Wanted = new() })).Value.Findings.FirstErrors.Select(e => e.Value).ShouldBe(["nobody-at-all"]);
    }

    [Fact]
    public async Task Who_may_not_edit_complaints_may_not_load_them()
    {
        var clerk = GuanxiApp.Someone(Scope.All, ExchangeRights.Import, "customers.read");
        var received = (await app.Run(new ReceiveImportFile { Content = new MemoryStream("complaint no,customer id,received at,what the customer said\nS1,x,2024-02-01,a\n"u8.ToArray()), FileName = "c.csv" }, clerk)).Value;

        (await app.Run(new StartImport { File = received, Kind = RecordKinds.Complaints }, clerk)).Refusal.ShouldBe("exchange.kind.not_allowed");
        (await app.Run(new ImportKinds(), clerk)).Value.Select(k => k.Kind).ShouldBe(["orders"]);
    }
}
