using Microsoft.Extensions.Logging;

namespace ApiGen.Runtime.Hosting;

/// <summary>
/// Stands before the source of the credential, which configuration may exchange. A source takes over with its first credential; until it has one, the source before it goes on, and
/// each call asks both: sources pace their own renewals.
/// </summary>
internal sealed class CredentialHandover(ICredentialProvider first, ILogger logger, string client) : ICredentialProvider
{
    private readonly object _gate = new();
    private volatile ICredentialProvider _current = first;
    private volatile Candidate? _next;

    /// <summary>The source in use.</summary>
    internal ICredentialProvider Current => _current;

    public string AccountKey => _current.AccountKey;

    /// <summary>Names the source that is to take over, in place of one that waits to. It is asked at once, and not waited for; the one in use goes on.</summary>
    internal void Offer(ICredentialProvider source)
    {
        Candidate next = new(source);
        lock (_gate)
        {
            _next = source == _current ? null : next;
            if (_next is null)
            {
                return;
            }
        }

        _ = Ask(next);
    }

    public async ValueTask<TencentCloudCredential> GetCredentialAsync(CancellationToken cancellationToken)
    {
        Task? question = _next is { } next ? Ask(next) : null;
        try
        {
            return await _current.GetCredentialAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ApiCredentialException) when (question is not null)
        {
            await question.WaitAsync(cancellationToken).ConfigureAwait(false);
            return await _current.GetCredentialAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public bool Invalidate(TencentCloudCredential refused) => _current.Invalidate(refused);

    public void LearnServiceTime(DateTimeOffset serviceTime)
    {
        _current.LearnServiceTime(serviceTime);
        _next?.Source.LearnServiceTime(serviceTime);
    }

    public override string ToString() => _current.ToString() ?? "";

    // Calls that come while a question is under way join it.
    private Task Ask(Candidate next)
    {
        if (next.Question is not { IsCompleted: false } question)
        {
            next.Question = question = AskAsync(next);
            _ = question.ContinueWith(static t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }

        return question;
    }

    private async Task AskAsync(Candidate next)
    {
        try
        {
            _ = await next.Source.GetCredentialAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            if (Interlocked.Exchange(ref next.Problem, e.Message) != e.Message && _next == next)
            {
                HostingLog.CredentialsWait(logger, client, next.Source.ToString() ?? "", e.Message);
            }

            throw;
        }

        lock (_gate)
        {
            // Another one may have been named meanwhile.
            if (_next != next)
            {
                return;
            }

            _current = next.Source;
            _next = null;
        }

        HostingLog.CredentialsChanged(logger, client, ToString());
    }

    private sealed class Candidate(ICredentialProvider source)
    {
        internal volatile Task? Question;

        /// <summary>Why it has no credential, as it was told last.</summary>
        internal string? Problem;

        internal ICredentialProvider Source { get; } = source;
    }
}
