using Guanxi.Customers;
using Guanxi.Http;

namespace Guanxi.Service.Knowledge;

/// <summary>What is published in the knowledge base, as its own search finds it.</summary>
internal sealed class ArticleSource(IHandler<ArticleSearch, IReadOnlyList<ArticleFound>> articles, Texts texts) : ISearchSource
{
    public SearchKind Kind { get; } = new("service.article", "service.search.articles", "book", "", 60);

    public async Task<IReadOnlyList<SearchHit>> Find(string words, int count, Actor actor, CancellationToken ct) =>
        [.. (await articles.Handle(new() { Words = words, Count = count }, actor, ct)).Select(a => new SearchHit { Title = a.Title, Text = ArticleHtml.Words(a.Beginning), Note = texts.Of("service", a.Kind), Url = $"/knowledge/{a.Id}" })];
}
