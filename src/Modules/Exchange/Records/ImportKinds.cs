using Guanxi.Customers;
using Guanxi.Exchange.Imports;
using Guanxi.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Guanxi.Exchange.Records;

/// <summary>What files can hold that one may load: orders first, then the kinds of records.</summary>
[Needs(ExchangeRights.Import)]
internal sealed record ImportKinds : IQuestion<IReadOnlyList<ImportKind>>
{
    internal sealed class Handler(RecordImports imports, Texts texts) : IHandler<ImportKinds, IReadOnlyList<ImportKind>>
    {
        public async Task<IReadOnlyList<ImportKind>> Handle(ImportKinds request, Actor actor, CancellationToken ct)
        {
            var kinds = new List<ImportKind> { new(Import.Orders, texts["exchange.kind.orders"], []) };
            foreach (var kind in imports.For(actor)) kinds.Add(new(kind.Kind, texts[kind.Text], await kind.Subjects(ct)));
            return kinds;
        }
    }

    internal static void Map(RouteGroupBuilder api) => api.MapGet("/imports/kinds", (Asker asker, CancellationToken ct) => asker.Answer(new ImportKinds(), ct))
        .Produces<IReadOnlyList<ImportKind>>().WithSummary("What files can hold that one may load");
}

/// <param name="Kind">As requests name it.</param>
/// <param name="Subjects">What a file of it can be about, where it must be about something.</param>
internal sealed record ImportKind(string Kind, string Label, IReadOnlyList<RecordSubject> Subjects);
