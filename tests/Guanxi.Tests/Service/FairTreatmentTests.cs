using Guanxi.Customers;
using Guanxi.Service;
using Guanxi.Service.Complaints;
using Guanxi.Service.Complaints.Fairness;
using Guanxi.Service.Complaints.Public;
using Guanxi.Service.Complaints.Steps;
using Guanxi.Tests.Sales;
using Guanxi.Tests.Start;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Tests.Service;

/// <summary>Nobody is treated worse for a low grade without a reason that they can read and object to.</summary>
[Trait("Row", "SVC-2")]
public sealed class FairTreatmentTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task A_private_person_of_the_lowest_grade_has_the_usual_limits_and_a_firm_of_that_grade_longer_ones()
    {
        var person = await Graded(CustomerKind.Individual);
        var firm = await Graded(CustomerKind.Organisation);
        var usual = await Graded(CustomerKind.Individual, "ordinary");

        (await Due(person)).ShouldBe(await Due(usual), TimeSpan.FromSeconds(5));
        (await Due(firm)).ShouldBeGreaterThan((await Due(usual)).AddMinutes(30));
    }

    [Fact]
    public async Task Who_is_treated_worse_reads_why_objects_and_is_treated_as_everybody_where_that_is_right()
    {
        var customer = await Graded(CustomerKind.Individual);
        var id = await Record(customer);
        (await app.Run(new TreatWorse { CustomerId = customer.Id, ComplaintId = id }, GuanxiApp.Someone())).Refusal.ShouldBe("kernel.shape.invalid");
        var usual = (await Get(id)).DueAt!.Value;

        _ = (await app.Run(new TreatWorse { CustomerId = customer.Id, ComplaintId = id, Because = "Nine complaints this week" }, GuanxiApp.Someone())).Value;
        (await Get(id)).DueAt!.Value.ShouldBeGreaterThan(usual);

        var secret = (await app.Run(new MakeComplaintLink { CustomerId = customer.Id, ComplaintId = id })).Value.Split('/')[^1];
        (await app.Run(new ComplaintByLink { Secret = secret }, Actor.Nobody)).Value.WorseBecause.ShouldBe("Nine complaints this week");
        _ = (await app.Run(new ActByLink { Secret = secret, Act = LinkAct.Object, Words = "They were all true" }, Actor.Nobody)).Value;
        (await Get(id)).Objected.ShouldBeTrue();

        (await app.Run(new ActByLink { Secret = secret, Act = LinkAct.Object, Words = "Once more" }, Actor.Nobody)).Refusal.ShouldBe("service.complaint.nothing_to_object_to");

        _ = (await app.Run(new DecideObjection { CustomerId = customer.Id, ComplaintId = id, Right = true, Because = "They were" }, GuanxiApp.Someone())).Value;
        (await Get(id)).ShouldSatisfyAllConditions(c => c.DueAt!.Value.ShouldBe(usual), c => c.WorseBecause.ShouldBeNull(), c => c.Objected.ShouldBeFalse());
    }

    [Fact]
    public async Task An_objection_by_phone_is_taken_down_with_who_how_and_when_and_decided_like_any_other()
    {
        var customer = await Graded(CustomerKind.Individual);
        var id = await Record(customer);
        var usual = (await Get(id)).DueAt!.Value;
        var act = new RecordObjection { CustomerId = customer.Id, ComplaintId = id, Words = "都是真的", Channel = ServiceChannel.Phone, SaidBy = "林小燕的女儿" };
        (await app.Run(act, GuanxiApp.Someone())).Refusal.ShouldBe("service.complaint.nothing_to_object_to");
        _ = (await app.Run(new TreatWorse { CustomerId = customer.Id, ComplaintId = id, Because = "Nine complaints this week" }, GuanxiApp.Someone())).Value;
        (await app.Run(act with { Words = null })).Fields.ShouldContainKey("Words");
        (await app.Run(act with { SaidBy = null })).Fields.ShouldContainKey("SaidBy");
        (await app.Run(act with { SaidOn = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(3) })).Fields.ShouldContainKey("SaidOn");
        (await app.Run(act, SalesGiven.Seller())).Refusal.ShouldBe("customers.customer.not_found");

        using var owner = await Visitor.SignedIn(app);
        var url = $"/customers/{customer.Id}/complaints/{id}";
        using (var sent = await owner.Submit(url, "object", new() { ["Objected.Words"] = "都是真的", ["Objected.SaidBy"] = "林小燕的女儿", ["Objected.Channel"] = "Phone", ["Objected.SaidOn"] = "" }))
            sent.StatusCode.ShouldBe(System.Net.HttpStatusCode.Redirect);

        var line = await app.Use(db => db.Set<ComplaintEvent>().AsNoTracking().SingleAsync(e => e.ComplaintId == id && e.Act == ComplaintAct.Objected));
        line.ShouldSatisfyAllConditions(l => l.Words.ShouldBe("都是真的"), l => l.SaidBy.ShouldBe("林小燕的女儿"), l => l.Channel.ShouldBe(ServiceChannel.Phone), l => l.SaidOn.ShouldNotBeNull(), l => l.PersonId.ShouldNotBeNull());
        (await owner.Read(url)).ShouldContain("林小燕的女儿");
        (await app.Run(act)).Refusal.ShouldBe("service.complaint.nothing_to_object_to", "it waits to be decided");
        _ = (await app.Run(new DecideObjection { CustomerId = customer.Id, ComplaintId = id, Right = true, Because = "They were" }, GuanxiApp.Someone())).Value;
        (await Get(id)).ShouldSatisfyAllConditions(c => c.DueAt!.Value.ShouldBe(usual), c => c.WorseBecause.ShouldBeNull(), c => c.Objected.ShouldBeFalse());
    }

    private async Task<Customer> Graded(CustomerKind kind, string grade = "small")
    {
        var customer = await app.Given(Customer.Register($"C{Ids.Next()}", kind, new() { Name = "林小燕" }, null, null, SalesGiven.Noon));
        await app.Use(db => db.Database.ExecuteSqlAsync($"INSERT INTO customers_face (customer_id, grade, as_of) VALUES ({customer.Id.Value}, {grade}, {new DateOnly(2026, 3, 1)})"));
        return customer;
    }

    private async Task<Id<Complaint>> Record(Customer customer) => (await app.Run(new RecordComplaint { CustomerId = customer.Id, Summary = "Broken" }, GuanxiApp.Someone())).Value;

    private async Task<DateTimeOffset> Due(Customer customer) => (await Get(await Record(customer))).DueAt!.Value;

    private Task<Complaint> Get(Id<Complaint> id) => app.Use(db => db.Set<Complaint>().SingleAsync(c => c.Id == id));
}
