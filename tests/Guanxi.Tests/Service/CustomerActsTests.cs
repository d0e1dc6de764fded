using System.Net;
using Guanxi.Contact;
using Guanxi.Contact.Tasks;
using Guanxi.Customers;
using Guanxi.Service.Complaints;
using Guanxi.Service.Complaints.Evidence;
using Guanxi.Service.Complaints.Fairness;
using Guanxi.Service.Complaints.Limits;
using Guanxi.Service.Complaints.Proposals;
using Guanxi.Service.Complaints.Public;
using Guanxi.Service.Complaints.Steps;
using Guanxi.Service.Complaints.View;
using Guanxi.Staff;
using Guanxi.Tests.Contact.Attachments;
using Guanxi.Tests.Sales;
using Guanxi.Tests.Start;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Tests.Service;

/// <summary>What the customer does by the private link is known to the handler the same moment.</summary>
[Trait("Row", "SVC-2")]
public sealed class CustomerActsTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task Each_thing_that_the_customer_does_is_one_open_task_of_the_handler()
    {
        var (customer, complaint, secret, handler) = await Given();

        await Act(secret, LinkAct.Add, "第一句");
        await Act(secret, LinkAct.Add, "第二句");
        (await Open(customer)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(t => t.OwnerId.ShouldBe(handler.Id), t => t.Title.ShouldBe("客户补充了内容：产品投诉", customMessage: "the handler's language"), t => t.DueOn.ShouldBeLessThanOrEqualTo(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(1))));
        // Once it is ticked off, the next word is a task again.
        _ = (await app.Run(new FinishFollowUp { CustomerId = customer.Id, TaskId = (await Open(customer))[0].Id })).Value;
        await Act(secret, LinkAct.Add, "第三句");
        (await Open(customer)).Count.ShouldBe(1);

        await Do(new HearOut());
        await Do(new JudgeComplaint { KeyPoints = "So it is" });
        await Do(new ProposeSolution { Words = "一张代金券" });
        await Act(secret, LinkAct.Refuse, "要换新的");
        await Do(new ProposeSolution { Words = "换一只新的" });
        await Act(secret, LinkAct.Accept, null);
        (await Causes(customer)).ShouldBe(["customer_accepted", "customer_added", "customer_refused"]);

        await Do(new CarryOut { Evidence = "SF123" });
        await Act(secret, LinkAct.Rate, "颜色不对", 1);
        (await Causes(customer)).ShouldBe(["customer_dissatisfied"], "what was open before is over with the visit");
        await Do(new ProposeSolution { Words = "再换" });
        await Act(secret, LinkAct.Accept, null);
        await Do(new CarryOut { Evidence = "SF124" });
        await Act(secret, LinkAct.Rate, null, 5);
        (await Causes(customer)).ShouldBeEmpty("who is satisfied leaves nothing to do");
        await Act(secret, LinkAct.Reopen, "又破了");
        (await Causes(customer)).ShouldBe(["customer_reopened"]);

        async Task Do<T>(T act) where T : OnComplaint, IUseCase<bool>
        {
            (act.CustomerId, act.ComplaintId) = (customer.Id, complaint);
            (await app.Run(act, handler)).Refusal.ShouldBeNull();
        }
    }

    [Fact]
    public async Task An_objection_is_a_task_too_and_all_of_it_can_be_switched_off()
    {
        var (customer, complaint, secret, handler) = await Given("small");
        _ = (await app.Run(new TreatWorse { CustomerId = customer.Id, ComplaintId = complaint, Because = "Nine this week" }, handler)).Value;

        _ = (await app.Run(new ChangeComplaintSettings { Settings = new() { TellHandler = false } })).Value;
        await Act(secret, LinkAct.Add, "一句话");
        (await Open(customer)).ShouldBeEmpty();
        _ = (await app.Run(new ChangeComplaintSettings { Settings = new() })).Value;
        await Act(secret, LinkAct.Object, "都是真的");
        (await Causes(customer)).ShouldBe(["customer_objected"]);
    }

    [Fact]
    public async Task Photos_are_added_later_by_the_link_listed_with_the_step_and_seen_by_who_may_see_the_complaint()
    {
        var (customer, complaint, secret, handler) = await Given();
        using var stranger = new Visitor(await app.Http());

        using (var sent = await stranger.SubmitFiles($"/complain/{secret}", "add", new() { ["Words"] = "" }, ("C:\\secret\\<b>.png", [.. FileGiven.Png, .. new byte[6 << 20]]), ("b.jpg", [0xFF, 0xD8, 0xFF, 0xE0])))
            sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var files = (await app.Run(new EvidenceList { CustomerId = customer.Id, ComplaintId = complaint }, handler)).Value;
        files.Select(f => (f.Name, f.Step, f.ByCustomer, f.MediaType)).ShouldBe([("1.png", ComplaintStep.Listen, true, "image/png"), ("2.jpg", ComplaintStep.Listen, true, "image/jpeg")]);
        (await Causes(customer)).ShouldBe(["customer_added"]);
        (await app.Run(new ComplaintCard { CustomerId = customer.Id, ComplaintId = complaint }, handler)).Value.Log[^1].ShouldSatisfyAllConditions(l => l.Act.ShouldBe(ComplaintAct.FilesAdded), l => l.By.ShouldBeNull());
        (await app.Run(new ComplaintByLink { Secret = secret }, Actor.Nobody)).Value.Shown.ShouldBe(2);

        // What is no photo leaves nothing behind, and says so.
        using var refused = await stranger.SubmitFiles($"/complain/{secret}", "add", new() { ["Words"] = "看这个" }, ("ok.png", FileGiven.Png), ("a.png", FileGiven.Program));
        refused.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldSatisfyAllConditions(p => p.ShouldContain("看这个"), p => p.ShouldContain("有文件不是照片"));
        (await app.Run(new EvidenceList { CustomerId = customer.Id, ComplaintId = complaint }, handler)).Value.Count.ShouldBe(2);
        Directory.GetFiles(Path.Combine(app.Folder, "evidence")).Length.ShouldBe(await app.Use(db => db.Set<EvidenceFile>().CountAsync()));
    }

    private async Task<(Customer Customer, Id<Complaint> Complaint, string Secret, Actor Handler)> Given(string? grade = null)
    {
        var name = $"h{Ids.Next()}";
        var handler = GuanxiApp.Someone() with { Id = (await app.Run(new Hire { Name = name, UserName = name, Role = "service", Password = Visitor.Password })).Value };
        var customer = await app.Given(SalesGiven.Customer());
        if (grade is not null) await app.Use(db => db.Database.ExecuteSqlAsync($"INSERT INTO customers_face (customer_id, grade, as_of) VALUES ({customer.Id.Value}, {grade}, {new DateOnly(2026, 3, 1)})"));
        var id = (await app.Run(new RecordComplaint { CustomerId = customer.Id, Cause = ComplaintCause.Product, Summary = "杯子是破的" }, handler)).Value;
        var secret = (await app.Run(new MakeComplaintLink { CustomerId = customer.Id, ComplaintId = id }, handler)).Value.Split('/')[^1];
        return (customer, id, secret, handler);
    }

    private async Task Act(string secret, LinkAct act, string? words, int? satisfaction = null) =>
        (await app.Run(new ActByLink { Secret = secret, Act = act, Words = words, Satisfaction = satisfaction }, Actor.Nobody)).Refusal.ShouldBeNull();

    private Task<List<FollowUp>> Open(Customer customer) => app.Use(db => db.Set<FollowUp>().AsNoTracking().Where(t => t.CustomerId == customer.Id && t.DoneAt == null && t.Cause!.Contains(".customer_")).ToListAsync());

    private async Task<List<string>> Causes(Customer customer) => [.. (await Open(customer)).Select(t => t.Cause!.Split('.')[^1]).Order(StringComparer.Ordinal)];
}
