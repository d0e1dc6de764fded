using Guanxi.Value;

namespace Guanxi.Exchange.Imports;

/// <summary>New orders, or their removal, change what customers are worth, and old complaints and answers what is measured: it is computed anew without anyone asking.</summary>
internal sealed class CountAfterImport(UseCases useCases) : IListen<OrdersImported>, IListen<RecordsImported>, IListen<ImportUndone>
{
    public Task Hear(OrdersImported happened, CancellationToken ct) => useCases.Run(new RunInsight(), Actor.System, ct);

    public Task Hear(RecordsImported happened, CancellationToken ct) => useCases.Run(new RunInsight(), Actor.System, ct);

    public Task Hear(ImportUndone happened, CancellationToken ct) => useCases.Run(new RunInsight(), Actor.System, ct);
}
