using System.Globalization;
using System.Text;
using Guanxi.Contact;
using Guanxi.Customers;
using Guanxi.Exchange.Imports;
using Guanxi.Exchange.Reading;
using Guanxi.Service;
using Guanxi.Service.Clocks;
using Guanxi.Service.Complaints;
using Guanxi.Service.Complaints.Desk;
using Guanxi.Service.Complaints.Proposals;
using Guanxi.Service.Complaints.Steps;
using Guanxi.Tests.Exchange.Imports;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Exchange.Records;

[Trait("Row", "PLT-2")]
public sealed class ComplaintFileTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private const string Header = "投诉编号,客户编号,投诉时间,渠道,原因类别,投诉内容,判定结论,处理方案,补偿金额,结案时间,满意度\n";

    [Fact]
    public async Task A_closed_complaint_comes_with_solution_cost_and_log_and_asks_nobody_for_anything()
    {
        await app.LoadCustomers("A", 1);
        var tasks = (await app.All<FollowUp>()).Count;

        var id = await app.LoadRecords(Header + "A1,A-0,2024-03-05 10:30,来电,质量,茶叶受潮了,成立,重新寄了一份,50.00,2024-03-12,4\n");

        var view = await app.Details(id);
        (view.Kind, view.Records!.Receipt!.Written.Summary.NewRows).ShouldBe((RecordKinds.Complaints, 1));
        var complaint = (await app.All<Complaint>()).Single(c => c.ExternalNumber == "A1");
        (complaint.State, complaint.Outcome, complaint.Verdict, complaint.Channel, complaint.Cause, complaint.Satisfaction, complaint.CompensationMinor, complaint.DueAt).ShouldBe(
            (ComplaintState.Closed, ComplaintOutcome.Satisfied, Verdict.Stands, ServiceChannel.Phone, ComplaintCause.Product, 4, 5000, null));
        complaint.ReceivedAt.ShouldBe(new DateTimeOffset(2024, 3, 5, 2, 30, 0, TimeSpan.Zero));
        (complaint.ReceivedOn, complaint.ClosedOn).ShouldBe((new DateOnly(2024, 3, 5), new DateOnly(2024, 3, 12)));
        (await app.All<ComplaintEvent>()).Where(e => e.ComplaintId == complaint.Id).OrderBy(e => e.HappenedAt).Select(e => e.Act).ShouldBe([ComplaintAct.Received, ComplaintAct.FollowedUp, ComplaintAct.Loaded]);
        var solution = (await app.All<Proposal>()).Single(p => p.ComplaintId == complaint.Id);
        (solution.State, solution.MoneyMinor, solution.CarriedOutOn).ShouldBe((ProposalState.CarriedOut, 5000, new DateOnly(2024, 3, 12)));
        (await app.All<FollowUp>()).Count.ShouldBe(tasks);
    }

    [Fact]
    public async Task An_open_one_stands_in_the_step_that_its_row_proves_and_a_limit_long_past_alarms_nobody()
    {
        await app.LoadCustomers("B", 1);
        await app.LoadRecords("complaint no,customer id,received at,what the customer said,first spoken with,verdict,solution\n" +
            "B1,B-0,2024-03-05,Late,,,\nB2,B-0,2024-03-05,Late,2024-03-06,,\nB3,B-0,2024-03-05,Late,,justified,\nB4,B-0,2024-03-05,Late,,not justified,Explained\n");
        var loaded = (await app.All<Complaint>()).Where(c => c.ExternalNumber?.StartsWith('B') == true).OrderBy(c => c.ExternalNumber).ToList();

        loaded.Select(c => c.Step).ShouldBe([ComplaintStep.Listen, ComplaintStep.Judge, ComplaintStep.Solve, ComplaintStep.FollowUp]);
        loaded.ShouldAllBe(c => c.State == ComplaintState.Open && c.DueAt < TimeProvider.System.GetUtcNow() && c.EscalatedFor == c.DueAt);
        await app.Services.GetRequiredService<LimitWatch>().Look(default);
        (await app.All<FollowUp>()).ShouldNotContain(t => t.Cause!.StartsWith("service.complaint", StringComparison.Ordinal));
        (await app.Run(new ComplaintQueue())).Value.Rows.Count(r => loaded.Any(c => c.Id == r.Id)).ShouldBe(4);
        // From here on it goes as any other.
        (await app.Run(new HearOut { CustomerId = loaded[0].CustomerId, ComplaintId = loaded[0].Id })).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task No_step_is_skipped_and_each_wrong_word_says_what_would_do()
    {
        await app.LoadCustomers("C", 1);

        var id = await app.Recorded(Header +
            "C1,C-0,2024-03-05,来电,质量,甲,,换货,,,\n" +            // a solution without a verdict
            "C2,C-0,2024-03-05,鸽子,质量,乙,成立,,,,\n" +             // no such channel
            "C3,C-0,2024-03-05,来电,质量,丙,成立,,,2024-03-06,\n" +   // closed without a solution
            "C4,C-0,2024-03-05,来电,质量,,成立,,,,\n" +              // nothing said
            "C5,C-0,2024-03-05,来电,质量,丁,成立,换货,,2024-03-01,9\n" + // closed before it came, and nine of five
            "C6,C-0,2124-03-05,来电,质量,戊,,,,,\n" +               // in a hundred years
            "C7,C-0,2024-03-05,来电,质量,己,,,,,\nC7,C-0,2024-03-06,来电,质量,庚,,,,,\n");
        var findings = (await app.Details(id)).Records!.Findings!;

        findings.FirstErrors.Select(e => (e.Line, e.Code)).ShouldBe(
        [
            (2, "service.load.solution_without_verdict"), (3, RowErrorCodes.ChoiceUnknown), (4, "service.load.closed_without_solution"), (5, RowErrorCodes.ValueMissing), (6, RowErrorCodes.NumberNotAllowed),
            (7, "service.load.in_the_future"), (9, RowErrorCodes.NumberTwice),
        ]);
        findings.FirstErrors.Single(e => e.Code == RowErrorCodes.ChoiceUnknown).Detail!.ShouldContain("/");
        (findings.Summary.NewRows, findings.Summary.RejectedRows, findings.Summary.AddsUp).ShouldBe((1, 7, true));
        var errors = Encoding.UTF8.GetString((await app.Run(new ImportErrorFile { ImportId = id })).Value.Content);
        errors.Split("\r\n").Length.ShouldBe(9);
    }

    [Fact]
    public async Task A_file_of_an_old_spreadsheet_in_GB18030_with_riddles_for_dates_is_asked_about_and_read()
    {
        await app.LoadCustomers("D", 1);
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var bytes = Encoding.GetEncoding("gb18030").GetBytes("投诉编号;客户编号;投诉时间;结案时间;投诉内容;判定结论;处理方案\nD1;D-0;05/03/2024;06/04/2024;受潮;属实;换货\nD2;D-0;07/03/2024;08/04/2024;受潮;部分属实;换货\n");
        var received = (await app.Run(new ReceiveImportFile { Content = new MemoryStream(bytes), FileName = "旧投诉.csv" })).Value;
        var id = (await app.Run(new StartImport { File = received })).Value;

        var view = await app.Details(id);
        (view.Kind, view.Survey.Shape.Encoding, view.Blocked).ShouldBe((RecordKinds.Complaints, "gb18030", "exchange.date_order.missing"));
        view.Questions.ShouldHaveSingleItem().Kind.ShouldBe(QuestionKind.DateOrder);
        (await app.Run(new CheckImport { ImportId = id })).Refusal.ShouldBe("exchange.date_order.missing");
        _ = (await app.Run(new AnswerImport { ImportId = id, DateOrder = DateOrder.DayFirst })).Value;
        await app.Check(id);
        await app.Write(id);

        (await app.All<Complaint>()).Where(c => c.ExternalNumber?.StartsWith('D') == true).Select(c => (c.ReceivedOn, c.ClosedOn, c.Verdict)).ShouldBe(
            [(new(2024, 3, 5), new DateOnly(2024, 4, 6), Verdict.Stands), (new(2024, 3, 7), new DateOnly(2024, 4, 8), Verdict.StandsInPart)], ignoreOrder: true);
    }

    [Fact]
    public async Task What_looks_like_a_formula_is_stored_as_text_and_goes_out_as_text()
    {
        await app.LoadCustomers("E", 1);
        var id = await app.LoadRecords("complaint no,customer id,received at,what the customer said\nE1,E-0,2024-03-05,=HYPERLINK(\"x\")\nE2,Nobody,2024-03-05,=1+1\n");

        (await app.All<Complaint>()).Single(c => c.ExternalNumber == "E1").Summary.ShouldBe("=HYPERLINK(\"x\")");
        var errors = Encoding.UTF8.GetString((await app.Run(new ImportErrorFile { ImportId = id })).Value.Content);
        errors.ShouldContain(",'=1+1,");
        // Put right and loaded again it is what it was.
        var again = await app.LoadRecords(errors.TrimStart('\uFEFF').Replace("Nobody", "E-0", StringComparison.Ordinal));
        (await app.All<Complaint>()).Single(c => c.ImportId == again.Value).Summary.ShouldBe("=1+1");
    }

    [Fact]
    public async Task Loaded_again_it_is_recognised_with_and_without_numbers()
    {
        await app.LoadCustomers("F", 1);
        var text = "complaint no,customer id,received at,what the customer said\nF1,F-0,2024-03-05,Damp\n,F-0,2024-03-05,Damp\n,F-0,2024-03-05,Damp\n";
        await app.LoadRecords(text);

        var findings = (await app.CheckRecords(text + "F2,F-0,2024-03-06,Damp\n")).Findings!;

        (findings.Summary.NewRows, findings.Summary.SkippedRows, findings.Summary.RejectedRows, findings.Summary.AddsUp).ShouldBe((1, 3, 0, true));
        (await app.All<Complaint>()).Count(c => c.Summary == "Damp").ShouldBe(3);
    }

    [Fact]
    public async Task Five_thousand_complaints_are_loaded_and_taken_back()
    {
        await app.LoadCustomers("G", 500);
        string[] tables = ["service_complaint", "service_complaint_event", "service_proposal", "contact_follow_up", "kernel_field_change", "customers_customer"];
        var before = await app.Everything(tables);
        var id = await app.LoadRecords(Header + string.Concat(Enumerable.Range(0, 5_000).Select(n => string.Create(CultureInfo.InvariantCulture, $"G{n},G-{n % 500},{new DateOnly(2023, 1, 1).AddDays(n % 400):yyyy-MM-dd},来电,质量,第{n}条,{(n % 3 == 0 ? ",,," : "成立,换货,1.5," + new DateOnly(2024, 6, 1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))},\n"))));

        var written = (await app.Details(id)).Records!.Receipt!.Written.Summary;
        (written.NewRows, written.RejectedRows, written.AddsUp).ShouldBe((5_000, 0, true));
        (await app.All<Complaint>()).Count(c => c.ImportId == id.Value).ShouldBe(5_000);

        (await app.Undo(id)).State.ShouldBe(Guanxi.Jobs.JobState.Done);

        (await app.Details(id)).Records!.Receipt!.Undone.ShouldBe(new(5_000, 0));
        (await app.Everything(tables)).ShouldBe(before);
    }
}
