using Guanxi.Customers;
using Guanxi.Data;
using Guanxi.Tests.Start;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Tests.Customers;

[Trait("Row", "CUS-1")]
public sealed class FactsTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    [Fact]
    public async Task A_person_is_described_and_each_fact_has_its_history_and_can_be_put_back()
    {
        var id = await app.Registered("齐全人", c => (c.Gender, c.Occupation, c.Education, c.IncomeBand, c.Family, c.Interests, c.Personality, c.OtherPhones, c.OtherEmails, c.District) =
            ("Female", "教师", "master", "to_200k", "已婚，一女", "爬山、喝茶", "话少，守时", "0571-8888 7701；139 0000 7702", "a@one.example b@two.example", "西湖区"));
        var seen = (await app.Run(new CustomerDetails { CustomerId = id })).Value;
        (seen["Gender"], seen["OtherPhones"], seen["OtherEmails"], seen["District"]).ShouldBe(("female", "+8657188887701, +8613900007702", "a@one.example, b@two.example", "西湖区"));

        (await app.Run(new ChangeCustomer { CustomerId = id, Version = seen.Version, Name = "齐全人", Gender = "female", Education = "doctor", OtherPhones = "13900007702" })).Ok.ShouldBeTrue();
        var changes = (await app.Run(new FieldHistory { CustomerId = id })).Value;
        changes.Select(c => c.Field).ShouldBe(["Occupation", "Education", "IncomeBand", "Family", "Interests", "Personality", "OtherPhones", "OtherEmails", "District"], ignoreOrder: true);
        changes.Single(c => c.Field == "Education").To.ShouldBe(ContactPeople.ContactPeopleGiven.Text(app, "customers.education.doctor"));
        (await app.Run(new UndoFieldChange { CustomerId = id, ChangeId = changes.Single(c => c.Field == "Family").Id })).Ok.ShouldBeTrue();
        (await app.Run(new CustomerDetails { CustomerId = id })).Value["Family"].ShouldBe("已婚，一女");
    }

    [Fact]
    public async Task An_organisation_has_size_turnover_and_credit_and_no_gender()
    {
        var id = await app.Registered("额度公司", c => (c.Kind, c.StaffBand, c.TurnoverBand, c.Region, c.CreditLimit, c.CreditTermDays, c.Gender) = (CustomerKind.Organisation, "to_200", "to_100m", "华东", 50_000, 30, "male"));

        var seen = (await app.Run(new CustomerDetails { CustomerId = id })).Value;

        (seen["StaffBand"], seen["TurnoverBand"], seen["Region"], seen["CreditLimit"], seen["CreditTermDays"], seen["Gender"]).ShouldBe(("to_200", "to_100m", "华东", "50000", "30", null));
    }

    [Theory]
    [InlineData("Gender", "maybe", "customers.customer.choice_unknown")]
    [InlineData("IncomeBand", "much", "customers.customer.choice_unknown")]
    [InlineData("OtherPhones", "13900007702, call me", "customers.people.phone_wrong")]
    [InlineData("OtherEmails", "nobody", "customers.people.email_wrong")]
    [InlineData("CreditLimit", "10.5", "customers.customer.credit_limit_wrong")]
    [InlineData("ConsentOn", "2126-01-01", "customers.customer.consent_on_wrong")]
    public async Task A_fact_that_cannot_be_is_refused_beside_its_field(string field, string value, string refusal)
    {
        var request = new RegisterCustomer { Name = "不可能", Kind = field == "CreditLimit" ? CustomerKind.Organisation : CustomerKind.Individual };
        CustomerFields.Find(field)!.Write!(request, value);

        var outcome = await app.Run(request);

        outcome.Refusal.ShouldBe(refusal);
        outcome.Fields.ShouldContainKey(field);
    }

    [Fact]
    public async Task A_customer_is_found_by_its_other_phone_and_known_when_it_is_entered_again()
    {
        var id = await app.Registered("备用号", c => c.OtherPhones = "139 0000 7788");

        (await app.Names(new() { Q = "00007788" })).ShouldBe(["备用号"]);
        (await app.Run(new RegisterCustomer { Name = "又来", Phone = "13900007788" })).Refusal.ShouldBe("customers.customer.phone_taken");
        (await app.Run(new LikelyDuplicates { Phone = "13900007788" })).Value.ShouldHaveSingleItem().Id.ShouldBe(id);
    }

    [Fact]
    [Trait("Row", "RSK-1")]
    public async Task Income_family_and_personality_are_hidden_whole_and_never_overwritten_by_their_masks()
    {
        var id = await app.Registered("隐私人", c => (c.IncomeBand, c.Family, c.Personality, c.OtherPhones) = ("above_500k", "离异", "易怒", "13900006655"));
        var clerk = GuanxiApp.Someone(Scope.All, CustomersRights.Read, CustomersRights.Edit);
        var seen = (await app.Run(new CustomerDetails { CustomerId = id }, clerk)).Value;
        (seen["IncomeBand"], seen["Family"], seen["Personality"]).ShouldBe(("****", "****", "****"));
        var back = new ChangeCustomer { CustomerId = id, Version = seen.Version, Name = seen.Name, IncomeBand = seen["IncomeBand"], Family = seen["Family"], Personality = seen["Personality"], OtherPhones = seen["OtherPhones"] };

        (await app.Run(back with { Interests = "钓鱼" }, clerk)).Ok.ShouldBeTrue();
        (await app.Run(back with { Version = seen.Version + 1, Family = "****!" }, clerk)).Refusal.ShouldBe("customers.customer.still_masked");

        var now = (await app.Run(new CustomerDetails { CustomerId = id })).Value;
        (now["IncomeBand"], now["Family"], now["Personality"], now["OtherPhones"], now["Interests"]).ShouldBe(("above_500k", "离异", "易怒", "+8613900006655", "钓鱼"));
    }

    [Theory]
    [InlineData("91350100M000100Y43", true)]
    [InlineData("9135A100M000100Y43", false)]
    public void A_credit_code_names_its_place_in_digits(string code, bool right) => CreditCodes.IsRight(code).ShouldBe(right);

    [Fact]
    public void An_id_number_begins_with_a_province()
    {
        string Checked(string digits) => digits + "10X98765432"[digits.Select((c, i) => (c - '0') * (int)(Math.Pow(2, 17 - i) % 11)).Sum() % 11];

        IdNumbers.IsRight(Checked("33010619800101001")).ShouldBeTrue();
        IdNumbers.IsRight(Checked("99010619800101001")).ShouldBeFalse();
    }

    [Fact]
    public async Task Provinces_are_offered_with_their_cities_each_once()
    {
        var provinces = (await app.Run(new ChineseDivisions())).Value;

        provinces.Count.ShouldBe(34);
        provinces.Select(p => p.Code).ShouldBeUnique();
        provinces.SelectMany(p => p.Cities).ShouldBeUnique();
        provinces.Single(p => p.Code == "33").Cities.ShouldContain("杭州市");
        // There are thirty autonomous prefectures.
        provinces.Where(p => !p.Code.StartsWith('7') && !p.Code.StartsWith('8')).SelectMany(p => p.Cities).Count(c => c.EndsWith('州')).ShouldBe(30);
    }

    [Fact]
    public async Task The_form_keeps_what_is_rarely_known_folded_until_there_is_something_in_it()
    {
        var (plain, full) = (await app.Registered("简单人"), await app.Registered("详细人", c => (c.Occupation, c.ConsentEvidence, c.ConsentOn, c.SourceDetail, c.Source) = ("医生", "签名卡", new(2026, 1, 5), "春季茶展", "fair")));
        using var visitor = await Visitor.SignedIn(app);

        (await visitor.Read($"/customers/{plain}/edit")).ShouldContain("<details class=\"more-facts\">");
        (await visitor.Read($"/customers/{full}/edit")).ShouldContain("<details class=\"more-facts\" open");
        var page = System.Net.WebUtility.HtmlDecode(await visitor.Read($"/customers/{full}"));
        foreach (var said in (string[])["医生", "签名卡", "春季茶展"]) page.ShouldContain(said);
        using var saved = await visitor.Submit($"/customers/{full}/edit", "customer", new() { ["Form.Name"] = "详细人", ["Form.Occupation"] = "医生", ["Form.Gender"] = "male", ["Form.ConsentOn"] = "2026-01-06" });
        saved.StatusCode.ShouldBe(System.Net.HttpStatusCode.Redirect);
        (await app.Use(db => db.Set<Customer>().AsNoTracking().FirstAsync(c => c.Id == full))).ShouldSatisfyAllConditions(c => c.Gender.ShouldBe("male"), c => c.ConsentOn.ShouldBe(new(2026, 1, 6)), c => c.SourceDetail.ShouldBeNull());
    }
}
