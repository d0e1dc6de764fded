using Guanxi.Customers;
using Guanxi.Service.Complaints;
using Guanxi.Service.Complaints.Fairness;
using Guanxi.Service.Complaints.Public;
using Guanxi.Service.Complaints.Steps;
using Guanxi.Tests.Sales;
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
