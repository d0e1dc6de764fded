namespace Guanxi;

/// <summary>What a module does when the server starts: make what must be there (roles, a demo firm), and tell the administrator how to sign in.</summary>
public interface IFirstStart
{
    /// <summary>Before the server listens. Does nothing where its work was done at an earlier start.</summary>
    /// <param name="empty">No demo data wanted.</param>
    /// <param name="say">Prints a line for the administrator.</param>
    Task Prepare(bool empty, Action<string> say, CancellationToken ct);

    /// <summary>Once the server listens.</summary>
    /// <param name="url">An address that it listens on.</param>
    Task Greet(string url, Action<string> say, CancellationToken ct);
}
