using Guanxi.Data;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Retention.WinBack.PlayBooks;

/// <summary>The play-books as they are, each step in the reader's language.</summary>
[Needs(Value.ValueRights.Read)]
internal sealed record PlayBooksNow : IQuestion<PlayBooksShown>
{
    internal sealed class Handler(GuanxiDb db, Texts texts) : IHandler<PlayBooksNow, PlayBooksShown>
    {
        public async Task<PlayBooksShown> Handle(PlayBooksNow request, Actor actor, CancellationToken ct)
        {
            var books = await db.Setting<PlayBooks>(ct);
            return new() { Currency = (await db.Setting<FirmSettings>(ct)).BaseCurrency, Major = Said(books.Major), Minor = Said(books.Minor), Ordinary = Said(books.Ordinary), Small = Said(books.Small) };
        }

        private PlayBook Said(PlayBook book) => book with { Steps = [.. book.Steps.Select(s => s with { Words = s.Say(texts) })] };
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/win-back/play-books", (Asker asker, CancellationToken ct) => asker.Answer(new PlayBooksNow(), ct))
        .Produces<PlayBooksShown>().WithSummary("The play-books of the four grades");
}

/// <summary>The four play-books.</summary>
internal sealed record PlayBooksShown
{
    public string Currency { get; init; } = "";
    public required PlayBook Major { get; init; }
    public required PlayBook Minor { get; init; }
    public required PlayBook Ordinary { get; init; }
    public required PlayBook Small { get; init; }

    public PlayBook Of(string? grade) => grade switch { "major" => Major, "minor" => Minor, "ordinary" => Ordinary, _ => Small };
}
