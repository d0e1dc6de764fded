using System.Globalization;
using Guanxi.Contact;
using Guanxi.Contact.Log;
using Guanxi.Contact.Tasks;
using Guanxi.Customers;
using Guanxi.Exchange.Imports;
using Guanxi.Exchange.Reading;
using Guanxi.Service.Clocks;
using Guanxi.Service.Requests;
using Guanxi.Service.Requests.Course;
using Guanxi.Service.Requests.Kinds;
using Guanxi.Staff;
using Guanxi.Tests.Exchange.Imports;
using Guanxi.Tests.Service.Requests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Exchange.Records;

/// <summary>Contact logs and service requests.</summary>
[Trait("Row", "PLT-2")]
public sealed class OtherFilesTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task A_contact_log_comes_with_who_and_how_and_only_a_step_to_come_is_a_task()
    {
        await app.LoadCustomers("C", 1);
        var user = $"agent{Ids.Next()}";
        var agent = (await app.Run(new Hire { Name = $"Chen {Ids.Next()}", UserName = user, Role = "service", Password = "tea-in-the-rain" })).Value;

        var id = await app.LoadRecords($"联系时间,客户编号,方式,方向,业务员,时长（分钟）,目的,结果,下一步,下一步日期\n" +
            $"2024-03-05 10:30,C-0,电话联系,呼出,{user},15,新目录,想要样品,寄样品,2024-03-10\n2024-04-01,C-0,微信,呼入,,,,再议,回访,2099-01-01\n2024-04-02,C-0,飞鸽,呼入,,,,,,\n2024-04-03,C-0,来电,呼入,查无此人,,,,,\n");

        var entries = (await app.All<ContactEntry>()).Where(e => e.ImportId == id.Value).OrderBy(e => e.HappenedAt).ToList();
        entries.Select(e => (e.Channel, e.Direction, e.Minutes, e.Purpose, e.Result)).ShouldBe(
            [(ContactChannel.Call, ContactDirection.ToCustomer, 15, "新目录", "想要样品\n当时的下一步：寄样品"), (ContactChannel.WeChat, ContactDirection.FromCustomer, null, null, "再议")]);
        entries[0].PersonId.Value.ShouldBe(agent.Value);
        entries[1].PersonId.ShouldBe(Actor.System.Id);
        var task = (await app.All<FollowUp>()).Single(t => t.Cause?.StartsWith("contact.import.", StringComparison.Ordinal) == true);
        (task.Title, task.DueOn).ShouldBe(("回访", new DateOnly(2099, 1, 1)));
        (await app.Details(id)).Records!.Receipt!.Written.FirstErrors.Select(e => e.Code).ShouldBe([RowErrorCodes.ChoiceUnknown, RowErrorCodes.PersonUnknown]);

        // Somebody did what was to be done: that contact stays.
        (await app.Run(new FinishFollowUp { CustomerId = task.CustomerId, TaskId = task.Id })).Ok.ShouldBeTrue();
        await app.Undo(id);
        (await app.Details(id)).Records!.Receipt!.Undone.ShouldBe(new(1, 1));
        (await app.All<ContactEntry>()).Single(e => e.ImportId == id.Value).Id.ShouldBe(entries[1].Id);
    }

    [Fact]
    public async Task Requests_are_measured_by_what_the_file_says_and_alarm_nobody()
    {
        await app.LoadCustomers("R", 1);
        var (_, kindId) = await app.Desk();
        var kind = (await app.All<RequestKind>()).Single(k => k.Id == kindId).Name;

        var id = await app.LoadRecords("request no,customer id,received at,kind of request,priority,subject,first answered at,solved at,solution,satisfaction\n" +
            $"R1,R-0,2024-03-05 10:00,{kind},urgent,Invoice,2024-03-05 10:30,2024-03-06 09:00,Sent,5\nR2,R-0,2024-03-05 10:00,{kind},,Kettle,,,,\nR3,R-0,2024-03-05,Gardening,,Kettle,,,,\nR4,R-0,2024-03-05,{kind},,Kettle,,,Done,\n");

        var loaded = (await app.All<ServiceRequest>()).Where(r => r.ImportId == id.Value).OrderBy(r => r.ExternalNumber).ToList();
        loaded.Select(r => (r.ExternalNumber, r.State, r.Priority, r.End, r.RespondMinutes, r.Satisfaction)).ShouldBe(
            [("R1", RequestState.Closed, RequestPriority.Urgent, RequestEnd.Confirmed, 30, 5), ("R2", RequestState.Open, RequestPriority.Normal, null, null, null)]);
        (loaded[1].EscalatedFor, loaded[1].DueAt < TimeProvider.System.GetUtcNow()).ShouldBe((loaded[1].DueAt, true));
        await app.Services.GetRequiredService<LimitWatch>().Look(default);
        (await app.All<FollowUp>()).ShouldNotContain(t => t.Cause!.StartsWith("service.request", StringComparison.Ordinal));
        (await app.Details(id)).Records!.Receipt!.Written.FirstErrors.Select(e => e.Code).ShouldBe([RowErrorCodes.ChoiceUnknown, "service.load.solution_without_time"]);

        (await app.Run(new RespondToRequest { CustomerId = loaded[1].CustomerId, RequestId = loaded[1].Id, Words = "We come" })).Ok.ShouldBeTrue();
        await app.Undo(id);
        (await app.Details(id)).Records!.Receipt!.Undone.ShouldBe(new(1, 1));
    }

    [Fact]
    public async Task Five_thousand_contacts_and_requests_each_are_loaded_and_taken_back()
    {
        await app.LoadCustomers("M", 100);
        var (_, kindId) = await app.Desk();
        var kind = (await app.All<RequestKind>()).Single(k => k.Id == kindId).Name;
        string[] tables = ["contact_entry", "contact_follow_up", "service_request", "service_request_event", "kernel_field_change"];
        var before = await app.Everything(tables);

        var contacts = await app.LoadRecords("when,customer id,channel,result\n" + Lines(n => $"2024-01-{1 + n % 28:00},M-{n % 100},call,Number {n}\n"));
        var requests = await app.LoadRecords("request no,customer id,received at,kind of request,subject,solved at\n" + Lines(n => $"M{n},M-{n % 100},2024-01-{1 + n % 28:00},{kind},Number {n},{(n % 2 == 0 ? "2024-02-02" : "")}\n"));
        foreach (var id in new[] { contacts, requests }) (await app.Details(id)).Records!.Receipt!.Written.Summary.ShouldSatisfyAllConditions(s => s.NewRows.ShouldBe(5_000), s => s.AddsUp.ShouldBeTrue());
        (await app.All<RequestEvent>()).Count(e => e.ImportId == requests.Value).ShouldBe(15_000 - 2_500 + 2_500);

        await app.Undo(requests);
        await app.Undo(contacts);

        (await app.Everything(tables)).ShouldBe(before);

        static string Lines(Func<int, string> line) => string.Concat(Enumerable.Range(0, 5_000).Select(line));
    }

    [Fact]
    public async Task A_file_of_orders_stays_one_and_a_person_may_say_that_it_is_something_else()
    {
        await app.LoadCustomers("K", 1);
        var id = await app.Upload("日期,客户编号,内容\n2024-03-05,K-0,聊了新茶\n");
        (await app.Details(id)).Kind.ShouldBe("orders");

        _ = (await app.Run(new AnswerImport { ImportId = id, Kind = RecordKinds.Contacts })).Value;

        var view = await app.Details(id);
        (view.Kind, view.Blocked).ShouldBe((RecordKinds.Contacts, "exchange.columns.field_missing"));
        view.Answers.Fields.ShouldContainKeyAndValue("happened_at", 0);
        (await app.Run(new AnswerImport { ImportId = id, Kind = "holidays" })).Refusal.ShouldBe("exchange.kind.unknown");
    }
}
