using Guanxi.Service.Knowledge;
using Guanxi.Service.Requests.Course;
using Guanxi.Service.Requests.View;
using Guanxi.Tests.Sales;
using Guanxi.Tests.Service.Requests;

namespace Guanxi.Tests.Service.Knowledge;

[Trait("Row", "SVC-6")]
public sealed class KnowledgeTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private static readonly Actor Reader = GuanxiApp.Someone(Scope.Own, "customers.read");

    [Fact]
    public async Task What_is_published_is_found_by_its_words_and_what_is_being_written_misleads_nobody()
    {
        var id = (await app.Run(new WriteArticle { Title = "退货流程", Body = "先核对订单，再安排取件。", Kind = ArticleKind.Standard })).Value;
        (await Found("怎么退货")).ShouldBeEmpty("a draft");
        (await app.Run(new ArticleCard { ArticleId = id }, Reader)).Refusal.ShouldBe("service.article.not_found");
        (await app.Run(new ArticleSearch { Words = "怎么退货", Shelf = ArticleShelf.Drafts })).Value.ShouldHaveSingleItem().Id.ShouldBe(id);
        (await app.Run(new ArticleSearch { Shelf = ArticleShelf.Drafts }, Reader)).Value.ShouldBeEmpty("drafts are for who writes");
        _ = (await app.Run(new PublishArticle { ArticleId = id })).Value;

        (await Found("怎么退货")).ShouldHaveSingleItem().ShouldSatisfyAllConditions(a => a.Title.ShouldBe("退货流程"), a => a.Kind.ShouldBe(ArticleKind.Standard));
        (await Found("订单")).ShouldHaveSingleItem();
        (await Found("发票抬头")).ShouldBeEmpty();

        _ = (await app.Run(new WriteArticle { ArticleId = id, Title = "换货流程", Body = "只换不退。", Kind = ArticleKind.Standard })).Value;
        (await app.Run(new ArticleCard { ArticleId = id }, Reader)).Value.ShouldSatisfyAllConditions(a => a.Title.ShouldBe("退货流程"), a => a.Body.ShouldStartWith("先核对"), a => a.Draft.ShouldBeNull());
        (await app.Run(new ArticleCard { ArticleId = id })).Value.ShouldSatisfyAllConditions(a => a.Changed.ShouldBeTrue(), a => a.Draft!.Title.ShouldBe("换货流程"));
        (await Found("换货")).ShouldBeEmpty();
        _ = (await app.Run(new PublishArticle { ArticleId = id })).Value;
        (await Found("换货")).ShouldHaveSingleItem();
        (await app.Run(new ArticleCard { ArticleId = id, Edition = 1 }, Reader)).Value.Body.ShouldStartWith("先核对");
        _ = (await app.Run(new PublishArticle { ArticleId = id })).Value;
        (await app.Run(new ArticleCard { ArticleId = id }, Reader)).Value.Editions.Count.ShouldBe(2, "the same text is no new edition");

        _ = (await app.Run(new WithdrawArticle { ArticleId = id })).Value;
        (await Found("换货")).ShouldBeEmpty();
        (await app.Run(new WithdrawArticle { ArticleId = id })).Refusal.ShouldBe("service.article.not_published");

        async Task<IReadOnlyList<ArticleFound>> Found(string words) => (await app.Run(new ArticleSearch { Words = words }, Reader)).Value;
    }

    [Fact]
    public async Task What_contains_most_of_the_words_comes_first_and_width_and_case_do_not_matter()
    {
        var near = await Published("Invoice for a firm", "Ask for the TAX number and the ＶＡＴ rate.");
        var nearer = await Published("Tax number missing on an invoice", "Correct the invoice within a month.");
        var far = await Published("Opening hours", "From nine to six.");

        var found = (await app.Run(new ArticleSearch { Words = "tax number invoice" }, Reader)).Value.Select(a => a.Id).ToList();

        found.ShouldBe([nearer, near]);
        found.ShouldNotContain(far);
        (await app.Run(new ArticleSearch { Words = "vat" }, Reader)).Value.ShouldHaveSingleItem().Id.ShouldBe(near);
        (await app.Run(new ArticleSearch { Words = "100% '_; DROP" }, Reader)).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task It_stands_beside_requests_of_its_kind_standards_first_and_how_often_it_helped_is_counted()
    {
        var (_, kind) = await app.Desk();
        var how = await Published("How to change a seal", "Turn it.", ArticleKind.HowTo, kind);
        var standard = await Published("Repairs within two days", "We promise it.", ArticleKind.Standard, kind);
        var draft = (await app.Run(new WriteArticle { Title = "Not yet", Body = "x", Kinds = [kind] })).Value;
        var customer = await app.Given(SalesGiven.Customer());
        var id = (await app.Run(new RecordRequest { CustomerId = customer.Id, KindId = kind, Title = "It leaks" })).Value;

        (await Card()).Articles.Select(a => a.Id).ShouldBe([standard, how]);
        (await app.Run(new SolveRequest { CustomerId = customer.Id, RequestId = id, Solution = "Seal changed", ArticleId = draft })).Fields.ShouldContainKey("ArticleId");
        _ = (await app.Run(new SolveRequest { CustomerId = customer.Id, RequestId = id, Solution = "Seal changed", ArticleId = how })).Value;

        (await Card()).Helped!.Id.ShouldBe(how);
        (await app.Run(new ArticleSearch { KindId = kind }, Reader)).Value.Single(a => a.Id == how).Helped.ShouldBe(1);
        _ = (await app.Run(new WithdrawArticle { ArticleId = how })).Value;
        (await Card()).ShouldSatisfyAllConditions(c => c.Articles.Select(a => a.Id).ShouldBe([standard]), c => c.Helped!.Title.ShouldBe("How to change a seal", "it stays where it helped"));

        async Task<RequestDetail> Card() => (await app.Run(new RequestCard { CustomerId = customer.Id, RequestId = id })).Value;
    }

    [Fact]
    public async Task Two_who_write_at_once_do_not_lose_each_others_text()
    {
        var id = (await app.Run(new WriteArticle { Title = "Two pens", Body = "First" })).Value;
        var version = (await app.Run(new ArticleCard { ArticleId = id })).Value.Version;
        _ = (await app.Run(new WriteArticle { ArticleId = id, Title = "Two pens", Body = "Second", Version = version })).Value;

        (await app.Run(new WriteArticle { ArticleId = id, Title = "Two pens", Body = "Third", Version = version })).Refusal.ShouldBe("service.article.written_meanwhile");
        (await app.Run(new ArticleCard { ArticleId = id })).Value.Draft!.Body.ShouldBe("Second");
    }

    [Fact]
    public async Task What_is_due_for_a_look_is_on_its_shelf()
    {
        var id = (await app.Run(new WriteArticle { Title = "Prices of last year", Body = "Ten yuan.", ReviewOn = new(2020, 1, 1) })).Value;
        _ = (await app.Run(new PublishArticle { ArticleId = id })).Value;
        var later = (await app.Run(new WriteArticle { Title = "Prices of next year", Body = "Ten yuan.", ReviewOn = new(2999, 1, 1) })).Value;
        _ = (await app.Run(new PublishArticle { ArticleId = later })).Value;

        (await app.Run(new ArticleSearch { Shelf = ArticleShelf.ToReview })).Value.Select(a => a.Id).ShouldBe([id]);
        (await app.Run(new PublishArticle { ArticleId = id }, GuanxiApp.Someone(Scope.All, "service.edit"))).Refusal.ShouldBe("kernel.right.missing");
    }

    private async Task<Id<Article>> Published(string title, string body, ArticleKind kind = ArticleKind.Answer, params Id<Guanxi.Service.Requests.Kinds.RequestKind>[] about)
    {
        var id = (await app.Run(new WriteArticle { Title = title, Body = body, Kind = kind, Kinds = about })).Value;
        _ = (await app.Run(new PublishArticle { ArticleId = id })).Value;
        return id;
    }
}
